// What a character is, for a message about one that cannot be drawn.
#pragma once

#include <optional>

#include "certpress/diagnostic.h"

namespace certpress::text {

// Hanzi of GB 18030-2022 by implementation level. The levels contain each other; level 2 is level 1
// and the 196 hanzi of 通用规范汉字表 outside it, so it cannot be told by ranges.
bool in_gb18030_level1(char32_t character);
bool in_gb18030_level3(char32_t character);

// "a hanzi of CJK Extension B, GB 18030-2022 level 2 or 3" / "中日韩统一表意文字扩展 B 区的汉字…".
Message describe_character(char32_t character);

// GB 18030-2000 and -2005 put some characters into the private use area that have standard code
// points today; GB 18030-2022 uses these. The standard character for such a private-use one.
std::optional<char32_t> standard_for_private_use(char32_t character);

}  // namespace certpress::text
