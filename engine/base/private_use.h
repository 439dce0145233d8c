// What a private-use character of the old Chinese encodings stands for in Unicode today.
#pragma once

#include <optional>

namespace certpress {

// GBK and GB 18030-2000/2005 mapped some hanzi and signs to private-use characters, because Unicode
// did not have them yet. The character that has the same code in GB 18030-2022, or nothing.
std::optional<char32_t> standard_character(char32_t private_use);

}  // namespace certpress
