// model::Record -> JSON: the way back of parse_record.
#pragma once

#include <string>

#include "../model/record.h"
#include "../model/template.h"

namespace certpress::parse {

// The fields that the template lets into the PDF (`embed`), by their names, in the template's
// order, as they were understood: dates as 2024-03-01, codes as their texts. parse_record reads it
// back to equal values.
std::string record_json(const model::Record& record, const model::Template& of);

}  // namespace certpress::parse
