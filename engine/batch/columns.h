// The columns of a table against the fields of a template.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/engine.h"
#include "certpress/table.h"

namespace certpress::batch {

// The field that is called so, by its name or its label; its place in `info.fields`.
std::optional<std::size_t> field_called(const TemplateInfo& info, const std::string& name);

// Names and labels of all fields, which must live longer.
std::vector<std::string_view> words_for_fields(const TemplateInfo& info);

// The fields of both sides, those of the back that the front has too once. `back` may be null.
TemplateInfo with_fields_of(const TemplateInfo& front, const PreparedTemplate* back);

// Throws Refused with all that is wrong: table/unknown-column, table/duplicate-column,
// table/missing-column.
void check_columns(const table::Table& table, const TemplateInfo& info);

}  // namespace certpress::batch
