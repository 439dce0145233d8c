// What a character is, for a message about one that cannot be drawn.
#pragma once

#include "certpress/diagnostic.h"

namespace certpress::text {

// Hanzi of GB 18030-2022 by implementation level. The levels contain each other; level 2 is level 1
// and the 196 hanzi of 通用规范汉字表 outside it, so it cannot be told by ranges.
bool in_gb18030_level1(char32_t character);
bool in_gb18030_level3(char32_t character);

// Its Unicode block and, for a hanzi, its level in GB 18030-2022:
// "CJK Extension G, not in GB 18030-2022".
Message character_set(char32_t character);

}  // namespace certpress::text
