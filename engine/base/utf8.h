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

// Bytes of the character in UTF-8.
constexpr std::size_t utf8_length(char32_t character) {
  return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}
std::u32string to_utf32(std::string_view valid_utf8);
std::u16string to_utf16(std::string_view valid_utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t character);
// "U+4E00"
std::string code_point_name(char32_t character);

}  // namespace certpress
