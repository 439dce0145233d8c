// Kinds text, name and licence-number: characters and lengths.
#pragma once

#include "kind_reader.h"

namespace certpress::parse {

struct LengthLimits {
  int minimum = 0;  // characters
  int maximum = 0;
};

// Of a field of kind text, name or licence-number: its own, or else the kind's.
LengthLimits text_limits(const model::Field& field);

// Free text, or one of the field's allowed values. U+000A may stand between lines.
std::optional<model::Value> read_text(const KindInput& input);

// The name of a person or a body: one line with at least one letter. A dot (U+00B7; U+2022, U+30FB,
// U+2027 and U+FF65 become it) stands between its parts, never at an end and never doubled.
std::optional<model::Value> read_name(const KindInput& input);

// 8 to 20 digits, unless the field sets other limits. With `letters` capitals too: the number on a
// practitioner's certificate is that of an ID card, a passport or a travel permit.
std::optional<model::Value> read_licence_number(const KindInput& input);

}  // namespace certpress::parse
