#include "text/line_breaker.h"

#include <string>

#include <gtest/gtest.h>

#include "synthetic_text.h"

namespace certpress::text {
namespace {

std::string lines_of(const ShapedText& text, double width, double tracking = 0) {
  std::string out;
  for (const Line& line : LineBreaker(text, tracking).lines(width)) {
    out += out.empty() ? "" : "/";
    for (std::size_t at = line.first; at < line.last; ++at) {
      out += text.text.substr(text.clusters[at].begin, text.clusters[at].length);
    }
  }
  return out;
}

TEST(LineBreaker, FillsALineToItsExactWidth) {
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁"), 4), "甲乙丙丁");
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁"), 2), "甲乙/丙丁");
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁"), 1.999), "甲/乙/丙/丁");
}

TEST(LineBreaker, CountsTrackingBetweenCharactersOnly) {
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁"), 2.1, 0.1), "甲乙/丙丁");
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁"), 2.09, 0.1), "甲/乙/丙/丁");
}

TEST(LineBreaker, LetsSpacesHang) {
  const ShapedText text = synthetic_text(U"甲乙  丙丁 ");
  EXPECT_EQ(lines_of(text, 2), "甲乙  /丙丁 ");
  for (const Line& line : LineBreaker(text, 0).lines(2)) {
    EXPECT_DOUBLE_EQ(line.width, 2);
  }
}

TEST(LineBreaker, GivesALineOfSpacesNoWidth) {
  const auto lines = LineBreaker(synthetic_text(U"   "), 0.1).lines(0.5);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].width, 0);
}

TEST(LineBreaker, BreaksAtANewline) {
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙\n丙"), 10), "甲乙/丙");
}

TEST(LineBreaker, LeavesAnUnbreakableWordTooWide) {
  const ShapedText text = synthetic_text(U"甲BCDE己");
  const auto lines = LineBreaker(text, 0).lines(3);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_DOUBLE_EQ(lines[1].width, 4);
}

TEST(LineBreaker, BreaksAWordThatIsWiderThanTheLineWhenItMay) {
  const auto broken = [](std::u32string_view pattern, double width) {
    const ShapedText text = synthetic_text(pattern);
    std::string out;
    for (const Line& line : LineBreaker(text, 0).lines(width, Words::kBroken)) {
      out += out.empty() ? "" : "/";
      out += text.text.substr(text.clusters[line.first].begin,
                              text.clusters[line.last - 1].begin +
                                  text.clusters[line.last - 1].length -
                                  text.clusters[line.first].begin);
      EXPECT_LE(line.width, std::max(width, 1.0));
    }
    return out;
  };
  EXPECT_EQ(broken(U"甲ABCDEFG乙", 3), "甲/ABC/DEF/G乙");
  EXPECT_EQ(broken(U"ABCD", 4), "ABCD");
  EXPECT_EQ(broken(U"ABCD。E", 4), "ABC/D。E") << "no full stop at the beginning of a line";
  EXPECT_EQ(broken(U"。。。", 1), "。/。/。") << "unless there is nothing else";
  EXPECT_EQ(broken(U"AB", 0.5), "A/B") << "one character at least";
}

TEST(LineBreaker, DoesNotLeaveASingleCharacterOnTheLastLine) {
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁戊"), 4), "甲乙丙/丁戊");
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁戊。"), 4), "甲乙丙/丁戊。");
}

TEST(LineBreaker, LeavesItThereWhenThePreviousLineHasNothingToGive) {
  EXPECT_EQ(lines_of(synthetic_text(U"ABCD戊"), 4), "ABCD/戊");
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙"), 2), "甲乙/丙");        // would be left alone itself
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙CDE己"), 5), "甲乙CDE/己");  // too much to give
}

TEST(LineBreaker, KeepsParagraphsApartWhenItMovesACharacter) {
  EXPECT_EQ(lines_of(synthetic_text(U"甲乙丙丁\n戊"), 4), "甲乙丙丁/戊");
}

TEST(LineBreaker, AnEmptyTextHasNoLines) {
  const ShapedText empty;
  EXPECT_TRUE(LineBreaker(empty, 0).lines(10).empty());
}

TEST(LineBreaker, AnswersForOneWidthAfterAnother) {
  const ShapedText text = synthetic_text(U"甲乙丙丁\n戊己");
  LineBreaker breaker(text, 0);
  EXPECT_EQ(breaker.lines(10).size(), 2U);
  EXPECT_EQ(breaker.lines(2).size(), 3U);
  EXPECT_EQ(breaker.lines(10).size(), 2U);
}

}  // namespace
}  // namespace certpress::text
