#include "text/character_info.h"

#include <gtest/gtest.h>

namespace certpress::text {
namespace {

TEST(CharacterSet, NamesTheLevelOfAHanzi) {
  EXPECT_EQ(character_set(U'证').en, "CJK Unified Ideographs, GB 18030-2022 level 1");
  EXPECT_EQ(character_set(U'\u9FEF').en, "CJK Unified Ideographs, GB 18030-2022 level 1");
  EXPECT_EQ(character_set(U'\u9FF0').en, "CJK Unified Ideographs, not in GB 18030-2022");
  EXPECT_EQ(character_set(U'𠮷').en, "CJK Extension B, GB 18030-2022 level 2 or 3");
  EXPECT_EQ(character_set(U'\U00030041').en, "CJK Extension G, not in GB 18030-2022");
  EXPECT_EQ(character_set(U'\U00030041').zh, "中日韩统一表意文字扩展 G 区，GB 18030-2022 未收录");
}

TEST(CharacterSet, KnowsTheTwelveUnifiedCompatibilityIdeographs) {
  EXPECT_TRUE(in_gb18030_level1(0xFA0E));
  EXPECT_FALSE(in_gb18030_level1(0xFA10));
  EXPECT_EQ(character_set(0xF900).en, "CJK Compatibility Ideographs");
}

TEST(CharacterSet, NamesOtherCharactersByTheirBlock) {
  EXPECT_EQ(character_set(U'\t').en, "control characters");
  EXPECT_EQ(character_set(U'\u202E').zh, "行分隔符及书写方向控制符");
  EXPECT_EQ(character_set(U'\U0001F600').en, "pictographs and emoji");
  EXPECT_EQ(character_set(0xE0001).en, "a character outside the usual blocks");
}

}  // namespace
}  // namespace certpress::text
