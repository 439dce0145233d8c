#include "base/geometry.h"

#include <gtest/gtest.h>

namespace certpress {
namespace {

TEST(Points, AreSeventyTwoToTheInch) {
  EXPECT_DOUBLE_EQ(mm_from_pt(72), 25.4);
  EXPECT_DOUBLE_EQ(pt_from_mm(25.4), 72);
}

TEST(Rect, IsJoinedToTheSmallestThatHoldsBoth) {
  constexpr Rect kLeft{0, 10, 20, 5};
  constexpr Rect kRight{30, 0, 1, 12};
  EXPECT_EQ(kLeft.joined(kRight), (Rect{0, 0, 31, 15}));
  EXPECT_EQ(kLeft.joined({1, 11, 2, 2}), kLeft);
}

TEST(Rect, DepthIsOfTheShallowerSideAndNegativeWhenTheyAreApart) {
  constexpr Rect kBox{0, 0, 10, 10};
  EXPECT_DOUBLE_EQ(kBox.depth_in({7, 9, 10, 10}), 1);
  EXPECT_DOUBLE_EQ(kBox.depth_in({10, 0, 10, 10}), 0);
  EXPECT_DOUBLE_EQ(kBox.depth_in({0, 12, 10, 10}), -2);
}

TEST(Transform, AppliesTheFirstFirst) {
  const Transform both = Transform::scaling(2).then(Transform::translation(10, 20));
  EXPECT_EQ(both.apply({3, 4}), (Point{16, 28}));
}

TEST(Transform, RotatesClockwiseOnThePage) {
  const Point right_becomes_down = Transform::rotation(90).apply({1, 0});
  EXPECT_NEAR(right_becomes_down.x, 0, 1e-12);
  EXPECT_NEAR(right_becomes_down.y, 1, 1e-12);
}

TEST(Transform, InverseLeadsBack) {
  const Transform there = Transform{1.1, 0.2, -0.1, 0.9, 5, -3};
  const Point back = there.inverse().apply(there.apply({7, 11}));
  EXPECT_NEAR(back.x, 7, 1e-12);
  EXPECT_NEAR(back.y, 11, 1e-12);
}

TEST(Transform, BoundsOfARotatedSquareAreItsDiagonal) {
  const Rect bounds = Transform::rotation(45).bounds({-1, -1, 2, 2});
  EXPECT_NEAR(bounds.width, 2 * 1.41421356, 1e-6);
  EXPECT_NEAR(bounds.x, -1.41421356, 1e-6);
}

TEST(Rect, TouchingEdgesDoNotOverlap) {
  EXPECT_FALSE((Rect{0, 0, 10, 10}.overlaps({10, 0, 5, 5})));
  EXPECT_TRUE((Rect{0, 0, 10, 10}.overlaps({9.9, 0, 5, 5})));
  EXPECT_TRUE((Rect{0, 0, 10, 10}.contains({0, 0, 10, 10})));
  EXPECT_FALSE((Rect{0, 0, 10, 10}.contains({1, 1, 10, 1})));
}

}  // namespace
}  // namespace certpress
