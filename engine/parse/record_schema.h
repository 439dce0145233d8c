// model::Template -> the JSON Schema of its records.
#pragma once

#include <string>

#include "../model/template.h"

namespace certpress::parse {

// JSON Schema, draft 2020-12, of records in plain form: fields by their names or all by their
// labels, values as they print but for dates, an absent field left out or null. The record's check
// takes more (surrounding spaces, full-width digits, small letters, empty strings) and refuses more
// (check characters, days that do not exist, rules across fields). What the schema refuses of
// records in plain form, the check refuses.
//
// Fields stand in the template's order, `title` is the Chinese label, `description` is English.
// Beside the standard's keywords: x-kind (as the template language spells it), x-description-zh,
// x-unit (what prints behind a number).
std::string record_schema(const model::Template& of);

}  // namespace certpress::parse
