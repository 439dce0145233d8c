#include "text/fit.h"

#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "synthetic_text.h"

namespace certpress::text {
namespace {

using model::FitMode;

constexpr double kSize = 10;  // pt, nominal
const double kEm = mm_from_pt(kSize);

model::TextStyle style() {
  model::TextStyle made;
  made.size_pt = kSize;
  made.line_pitch_em = 1.5;
  return made;
}

struct FitCase {
  std::string name;
  FitMode mode;
  std::size_t characters;
  double width;   // of the box, in em of the nominal size
  double height;  // the same
  double size;    // expected, pt; 0: does not fit
  std::size_t lines;

  friend void PrintTo(const FitCase& test, std::ostream* out) { *out << test.name; }
};

class FitRule : public testing::TestWithParam<FitCase> {};

// The floor is 8 pt, one line is kept down to 0.86 of the size.
TEST_P(FitRule, Holds) {
  const FitCase& test = GetParam();
  const auto result = fit(synthetic_hanzi(test.characters), style(), {test.mode, 8, 0.86},
                          {test.width * kEm, test.height * kEm});
  const auto* fitted = std::get_if<Fitted>(&result);
  ASSERT_EQ(fitted != nullptr, test.size != 0);
  if (fitted != nullptr) {
    EXPECT_NEAR(fitted->size_pt, test.size, 1e-9);
    EXPECT_EQ(fitted->lines.size(), test.lines);
    EXPECT_NEAR(fitted->pitch, 1.5 * mm_from_pt(test.size), 1e-9);
    EXPECT_LE(fitted->height(), test.height * kEm + 1e-6);
    for (const Line& line : fitted->lines) {
      EXPECT_LE(line.width * mm_from_pt(fitted->size_pt), test.width * kEm + 1e-6);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Fit, FitRule,
    testing::Values(
        FitCase{"RefuseTakesAnExactFit", FitMode::kRefuse, 10, 10, 1, 10, 1},
        FitCase{"RefuseRefusesAHairMore", FitMode::kRefuse, 10, 9.9999, 1, 0, 0},
        FitCase{"RefuseLooksAtTheHeightToo", FitMode::kRefuse, 10, 10, 0.99, 0, 0},
        FitCase{"ShrinkLeavesWhatFits", FitMode::kShrink, 10, 10, 1, 10, 1},
        FitCase{"ShrinkGoesDownInTenths", FitMode::kShrink, 10, 9.55, 1, 9.5, 1},
        FitCase{"ShrinkTakesAnExactTenth", FitMode::kShrink, 10, 9.5, 1, 9.5, 1},
        FitCase{"ShrinkReachesTheFloor", FitMode::kShrink, 10, 8, 1, 8, 1},
        FitCase{"ShrinkStopsAtTheFloor", FitMode::kShrink, 10, 7.99, 1, 0, 0},
        FitCase{"ShrinkNeverWraps", FitMode::kShrink, 20, 10, 9, 0, 0},
        FitCase{"ShrinkFitsALowBox", FitMode::kShrink, 2, 10, 0.9, 9, 1},
        FitCase{"WrapBreaks", FitMode::kWrap, 20, 10, 2.5, 10, 2},
        FitCase{"WrapNeverShrinks", FitMode::kWrap, 20, 10, 2.49, 0, 0},
        FitCase{"WrapShrinkKeepsOneLine", FitMode::kWrapShrink, 10, 8.65, 9, 8.6, 1},
        FitCase{"WrapShrinkKeepsOneLineAtItsLimit", FitMode::kWrapShrink, 10, 8.6, 9, 8.6, 1},
        FitCase{"WrapShrinkWrapsBelowIt", FitMode::kWrapShrink, 10, 8.59, 9, 10, 2},
        FitCase{"WrapShrinkGoesDownInHalves", FitMode::kWrapShrink, 20, 10, 2.4, 9.5, 2},
        FitCase{"WrapShrinkReachesTheFloor", FitMode::kWrapShrink, 20, 10, 2, 8, 2},
        FitCase{"WrapShrinkStopsAtTheFloor", FitMode::kWrapShrink, 20, 10, 1.99, 0, 0}),
    [](const auto& test) { return test.param.name; });

TEST(Fit, ReachesAFloorThatIsNoWholeStep) {
  const model::Fit rule{FitMode::kWrapShrink, 8.3, 1};
  const auto result = fit(synthetic_hanzi(20), style(), rule, {10 * kEm, 2.5 * 0.83 * kEm});
  ASSERT_TRUE(std::holds_alternative<Fitted>(result));
  EXPECT_DOUBLE_EQ(std::get<Fitted>(result).size_pt, 8.3);
}

TEST(Fit, NeverEnlargesToAFloorAboveTheSize) {
  const auto result =
      fit(synthetic_hanzi(10), style(), {FitMode::kShrink, 12, 0.86}, {10 * kEm, kEm});
  ASSERT_TRUE(std::holds_alternative<Fitted>(result));
  EXPECT_DOUBLE_EQ(std::get<Fitted>(result).size_pt, 10);
}

TEST(Fit, TellsWhatTheSmallestSizeNeeds) {
  const auto result =
      fit(synthetic_hanzi(20), style(), {FitMode::kShrink, 8, 0.86}, {10 * kEm, 2 * kEm});
  ASSERT_TRUE(std::holds_alternative<DoesNotFit>(result));
  const auto& needed = std::get<DoesNotFit>(result);
  EXPECT_DOUBLE_EQ(needed.size_pt, 8);
  EXPECT_NEAR(needed.needed_width, 20 * mm_from_pt(8), 1e-9);
  EXPECT_NEAR(needed.needed_height, mm_from_pt(8), 1e-9);
}

TEST(Fit, ShrinksAWordBeforeItBreaksIt) {
  const model::Fit rule{FitMode::kWrapShrink, 8, 0.86};
  const ShapedText text = synthetic_text(U"甲BCDEFGH");
  const Fitted whole = std::get<Fitted>(fit(text, style(), rule, {6 * kEm, 50 * kEm}));
  EXPECT_EQ(whole.lines.size(), 2U);
  EXPECT_NEAR(whole.size_pt, 8.5, 1e-9) << "7 em of 8.5 pt are 5.95 em of 10 pt";
  const Fitted broken = std::get<Fitted>(fit(text, style(), rule, {5 * kEm, 50 * kEm}));
  EXPECT_EQ(broken.lines.size(), 3U) << "甲, 5 characters, 2";
  EXPECT_NEAR(broken.size_pt, 10, 1e-9);
}

TEST(Fit, BreaksNoWordWhereLinesAreNotBroken) {
  const auto result =
      fit(synthetic_text(U"BCDEFGH"), style(), {FitMode::kShrink, 8, 0.86}, {5 * kEm, 50 * kEm});
  ASSERT_TRUE(std::holds_alternative<DoesNotFit>(result));
  EXPECT_NEAR(std::get<DoesNotFit>(result).needed_width, 7 * mm_from_pt(8), 1e-9);
}

TEST(Fit, ABoxNarrowerThanACharacterTakesNone) {
  const auto result =
      fit(synthetic_text(U"BC"), style(), {FitMode::kWrap, 8, 0.86}, {0.5 * kEm, 50 * kEm});
  EXPECT_TRUE(std::holds_alternative<DoesNotFit>(result));
}

TEST(Fit, KeepsNewlinesWhenItNeedsNoWrapping) {
  const auto result =
      fit(synthetic_text(U"甲\n乙"), style(), {FitMode::kShrink, 8, 0.86}, {5 * kEm, 2.5 * kEm});
  ASSERT_TRUE(std::holds_alternative<Fitted>(result));
  EXPECT_EQ(std::get<Fitted>(result).lines.size(), 2U);
}

TEST(Fit, AnEmptyTextFitsAnywhere) {
  const auto result = fit(ShapedText{}, style(), {FitMode::kRefuse, 8, 0.86}, {0, 0});
  ASSERT_TRUE(std::holds_alternative<Fitted>(result));
  EXPECT_DOUBLE_EQ(std::get<Fitted>(result).height(), 0);
}

}  // namespace
}  // namespace certpress::text
