// Walking over UTF-8 that is known to be valid, and checking that it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certpress {

// The byte offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates, nothing above
// U+10FFFF, no overlong form), or nothing when all is well.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

std::u32string to_utf32(std::string_view valid_utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t character);
// "U+4E00"
std::string code_point_name(char32_t character);

}  // namespace certpress
