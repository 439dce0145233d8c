#include "lint/contrast.h"

#include <gtest/gtest.h>

namespace certpress::lint {
namespace {

constexpr Color kWhite{255, 255, 255, 1};
constexpr Color kBlack{0, 0, 0, 1};

// The examples of WCAG's own techniques (G18).
TEST(Contrast, IsThatOfWcag) {
  EXPECT_DOUBLE_EQ(contrast_ratio(kBlack, kWhite), 21);
  EXPECT_DOUBLE_EQ(contrast_ratio(kWhite, kBlack), 21) << "either way round";
  EXPECT_DOUBLE_EQ(contrast_ratio(kWhite, kWhite), 1);
  EXPECT_NEAR(contrast_ratio({0x76, 0x76, 0x76, 1}, kWhite), 4.54, 0.005);
  EXPECT_NEAR(contrast_ratio({0x94, 0x94, 0x94, 1}, kWhite), 3.03, 0.005);
  EXPECT_NEAR(contrast_ratio({255, 0, 0, 1}, kWhite), 4.0, 0.005);
}

TEST(Contrast, LuminanceRunsFromBlackToWhite) {
  EXPECT_DOUBLE_EQ(luminance(kBlack), 0);
  EXPECT_DOUBLE_EQ(luminance(kWhite), 1);
  EXPECT_NEAR(luminance({0, 255, 0, 1}), 0.7152, 1e-9);
}

TEST(Contrast, AFadedColourLooksLikeItsMixtureWithTheGround) {
  EXPECT_EQ(over({0, 0, 0, 0.5}, kWhite), (Color{128, 128, 128, 1}));
  EXPECT_EQ(over({10, 20, 30, 1}, kWhite), (Color{10, 20, 30, 1}));
  EXPECT_EQ(over({10, 20, 30, 0}, {1, 2, 3, 1}), (Color{1, 2, 3, 1}));
}

}  // namespace
}  // namespace certpress::lint
