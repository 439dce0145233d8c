#include "text/character_info.h"

#include <gtest/gtest.h>

namespace certpress::text {
namespace {

TEST(CharacterInfo, NamesTheLevelOfAHanzi) {
  EXPECT_EQ(character_info(U'证').set.en, "CJK Unified Ideographs, GB 18030-2022 level 1");
  EXPECT_EQ(character_info(U'\u9FEF').set.en, "CJK Unified Ideographs, GB 18030-2022 level 1");
  EXPECT_EQ(character_info(U'\u9FF0').set.en, "CJK Unified Ideographs, not in GB 18030-2022");
  EXPECT_EQ(character_info(U'𠮷').set.en, "CJK Extension B, GB 18030-2022 level 2 or 3");
  EXPECT_EQ(character_info(U'\U00030041').set.en, "CJK Extension G, not in GB 18030-2022");
  EXPECT_EQ(character_info(U'\U00030041').set.zh,
            "中日韩统一表意文字扩展 G 区，GB 18030-2022 未收录");
}

TEST(CharacterInfo, KnowsTheTwelveUnifiedCompatibilityIdeographs) {
  EXPECT_TRUE(in_gb18030_level1(0xFA0E));
  EXPECT_FALSE(in_gb18030_level1(0xFA10));
  EXPECT_EQ(character_info(0xF900).set.en, "CJK Compatibility Ideographs");
}

TEST(CharacterInfo, NamesOtherCharactersByTheirBlock) {
  EXPECT_EQ(character_info(U'\t').set.en, "control characters");
  EXPECT_EQ(character_info(U'\u202E').set.zh, "行分隔符及书写方向控制符");
  EXPECT_EQ(character_info(U'\U0001F600').set.en, "pictographs and emoji");
  EXPECT_EQ(character_info(0xE0001).set.en, "a character outside the usual blocks");
}

TEST(CharacterInfo, GivesTheStandardCodePointOfAnOldPrivateUseOne) {
  EXPECT_EQ(character_info(0xE81E).standard_replacement, char32_t{0x9FB4});
  EXPECT_EQ(character_info(0xE831).standard_replacement, char32_t{0x215D7});
  EXPECT_EQ(character_info(0xE78E).standard_replacement, char32_t{0xFE12});
  EXPECT_EQ(character_info(0xE7C7).standard_replacement, char32_t{0x1E3F});
  EXPECT_EQ(character_info(0xE81E).set.en, "Private Use Area");
  EXPECT_EQ(character_info(0xE000).standard_replacement, char32_t{0});
  EXPECT_EQ(character_info(U'证').standard_replacement, char32_t{0});
}

}  // namespace
}  // namespace certpress::text
