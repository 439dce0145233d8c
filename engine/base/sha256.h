// SHA-256 (FIPS 180-4), of what must be known to be the same: fonts, what cached work was made
// from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace certpress {

// 64 hexadecimal digits, lower case.
std::string sha256_hex(std::span<const std::uint8_t> data);
std::string sha256_hex(std::string_view text);

}  // namespace certpress
