#include "parse/nearest_word.h"

#include <string>

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("color", "color"), 0U);
  EXPECT_EQ(edit_distance("colour", "color"), 1U);
  EXPECT_EQ(edit_distance("lenght", "length"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(NearestWord, StaysSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest_word("colour", {"size", "color"}), "color");
  EXPECT_EQ(nearest_word("zebra", {"size", "color"}), "");
  EXPECT_EQ(nearest_word(std::string(100, 'c'), {"color"}), "");
}

TEST(Suggestion, ListsWhatIsKnownWhileThatIsShort) {
  EXPECT_EQ(suggestion("zebra", {"size", "color"}).en, "known are: size, color");
  EXPECT_EQ(suggestion("siez", {"size", "color"}).en, "did you mean 'size'?");
  EXPECT_TRUE(suggestion("z", {"aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii"}).empty());
}

}  // namespace
}  // namespace certpress::parse
