// What a row holds for fields of a template, before it is checked as a record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "certpress/engine.h"

namespace certpress::batch {

// The text of each field, without the spaces around it; nothing where the row has none, or no text.
std::vector<std::optional<std::string>> field_texts(const std::string& json,
                                                    const std::vector<FieldInfo>& fields);

// The record for one of two templates that share it: without the fields that only the other one
// has. What neither has stays, to be told.
std::string record_for(const TemplateInfo& info, const TemplateInfo& other,
                       const std::string& json);

}  // namespace certpress::batch
