// Kind code: an entry of a code list, by its code or by its text.
#pragma once

#include "kind_reader.h"

namespace certpress::parse {

// The entry's text. Where the field takes several: a JSON array, or a string whose parts stand
// between ， or ASCII commas; they print joined with ，. Where the list is set solid (A1A2),
// entries of a string may also stand one behind the other, and print so. Errors:
// record/unknown-code, record/duplicate-code, and record/too-long when they print longer than
// max_length.
std::optional<model::Value> read_code(const KindInput& input);

}  // namespace certpress::parse
