// A value's characters: which are refused in every kind, and how a value is normalised.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "../json_value.h"
#include "field_report.h"

namespace certpress::parse {

struct TextRules {
  std::size_t max_length = 0;  // characters; far longer values are not looked at
  bool several_lines = false;  // U+000A may stand between lines
  bool name_dots = false;      // U+2022 U+30FB U+2027 U+FF65 become U+00B7
  bool half_width = false;     // U+FF01 to U+FF5E and U+3000 become ASCII
  bool upper_case = false;     // of ASCII letters
};

// Nothing but white space, as an empty cell of a form gives it.
bool is_blank(std::string_view valid_utf8);

// The string trimmed, in NFC and by the rules; each change is reported as a note. Nothing, with
// errors, when the value is no string (record/wrong-type), is too long, or holds a character that
// no certificate may show: record/control-character, record/bidi-control, record/private-use,
// record/noncharacter, record/variation-selector, record/default-ignorable, record/radical,
// record/replacement-character. Errors tell the position in the value as given, from 1.
std::optional<std::u32string> clean_text(const JsonValue& value, const TextRules& rules,
                                         const FieldReport& report);

// The same for the identifiers: half-width and in capitals.
std::optional<std::string> clean_identifier(const JsonValue& value, std::size_t max_length,
                                            const FieldReport& report);

}  // namespace certpress::parse
