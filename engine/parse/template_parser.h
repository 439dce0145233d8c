// template.yaml -> model::Template, with every mistake found and its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "certpress/resources.h"

#include "../base/refusals.h"
#include "../model/template.h"

namespace certpress::parse {

// Throws Refused when the template is missing or has any error. Warnings go to `remarks`.
// `font_roles` are the roles that a style may name.
model::Template parse_template(const Resources& resources, std::string_view id,
                               const std::vector<std::string>& font_roles, Refusals& remarks);

// The JSON Schema (draft 2020-12) of the language, made from the same tables that the parser reads.
std::string template_schema();

}  // namespace certpress::parse
