// Where lines may break: the Unicode algorithm (UAX #14) as Pango has it, and Chinese rules on top
// (GB/T 15834-2011, 5.1: which punctuation may not begin or end a line).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace certpress::text {

enum class LineBreak : std::uint8_t { kForbidden, kAllowed, kMandatory };

// One entry for each character: whether a line may break before it. Only U+000A forces a break.
// `characters` is `utf8`, decoded.
std::vector<LineBreak> find_line_breaks(std::string_view utf8, std::u32string_view characters);

// Closing punctuation, dashes, units: what no line begins with.
bool never_begins_line(char32_t character);

}  // namespace certpress::text
