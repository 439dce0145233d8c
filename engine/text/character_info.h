// What a character is, for a message about one that cannot be drawn.
#pragma once

#include "certpress/diagnostic.h"

namespace certpress::text {

// Hanzi of GB 18030-2022 by implementation level. The levels contain each other; level 2 is level 1
// and the 196 hanzi of 通用规范汉字表 outside it, so it cannot be told by ranges.
bool in_gb18030_level1(char32_t character);
bool in_gb18030_level3(char32_t character);

struct CharacterInfo {
  // Its Unicode block and, for a hanzi, its level in GB 18030-2022:
  // "CJK Extension G, not in GB 18030-2022".
  Message set;
  // GB 18030-2000 and -2005 put some characters into the private use area that have standard code
  // points today, which GB 18030-2022 uses: that code point, or 0.
  char32_t standard_replacement = 0;
};

CharacterInfo character_info(char32_t character);

}  // namespace certpress::text
