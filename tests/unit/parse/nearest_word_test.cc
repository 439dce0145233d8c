#include "parse/nearest_word.h"

#include <string>

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(edit_distance(U"color", U"color"), 0U);
  EXPECT_EQ(edit_distance(U"colour", U"color"), 1U);
  EXPECT_EQ(edit_distance(U"lenght", U"length"), 1U);
  EXPECT_EQ(edit_distance(U"", U"abc"), 3U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting"), 3U);
}

TEST(NearestWord, StaysSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest_word("colour", {"size", "color"}), "color");
  EXPECT_EQ(nearest_word("zebra", {"size", "color"}), "");
  EXPECT_EQ(nearest_word(std::string(100, 'c'), {"color"}), "");
}

TEST(NearestWord, CountsCharactersNotBytes) {
  EXPECT_EQ(nearest_word("姓明", {"编号", "姓名"}), "姓名");
  EXPECT_EQ(nearest_word("有效其至", {"有效期至"}), "有效期至");
  EXPECT_EQ(nearest_word("备注", {"编号", "姓名"}), "");
  EXPECT_EQ(nearest_word("男", {"女"}), "");
  EXPECT_EQ(nearest_word("\xff\xfe", {"a"}), "");
}

TEST(Suggestion, ListsWhatIsKnownWhileThatIsShort) {
  EXPECT_EQ(suggestion("zebra", {"size", "color"}).en, "known are: size, color");
  EXPECT_EQ(suggestion("siez", {"size", "color"}).en, "did you mean 'size'?");
  EXPECT_EQ(suggestion("红色", {"蓝色", "黄色"}).zh, "可用：蓝色、黄色");
  EXPECT_TRUE(suggestion("z", {"aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii"}).empty());
}

}  // namespace
}  // namespace certpress::parse
