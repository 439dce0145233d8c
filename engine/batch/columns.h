// The columns of a table against the fields of a template.
#pragma once

#include <optional>
#include <string>

#include "certpress/engine.h"
#include "certpress/table.h"

namespace certpress::batch {

// The field that is called so, by its name or its label; its place in `info.fields`.
std::optional<std::size_t> field_called(const TemplateInfo& info, const std::string& name);

// Throws Refused with all that is wrong: table/unknown-column, table/duplicate-column,
// table/missing-column.
void check_columns(const table::Table& table, const TemplateInfo& info);

}  // namespace certpress::batch
