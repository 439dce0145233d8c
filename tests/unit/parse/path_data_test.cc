#include "parse/path_data.h"

#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

namespace certpress::parse {
namespace {

Outline outline(const std::string& text) { return std::get<Outline>(parse_path_data(text)); }

std::size_t problem_at(const std::string& text) {
  const auto parsed = parse_path_data(text);
  const auto* problem = std::get_if<PathDataProblem>(&parsed);
  return problem != nullptr ? problem->index : std::string::npos;
}

Outline square() {
  Outline out;
  out.add_rect({1, 2, 3, 4});
  return out;
}

void expect_near(const Outline& a, const Outline& b) {
  ASSERT_EQ(a.verbs, b.verbs);
  for (std::size_t i = 0; i < a.points.size(); ++i) {
    EXPECT_NEAR(a.points[i].x, b.points[i].x, 1e-9) << i;
    EXPECT_NEAR(a.points[i].y, b.points[i].y, 1e-9) << i;
  }
}

TEST(PathData, SpellsOneSquareInManyWays) {
  for (const char* text :
       {"M 1 2 L 4 2 L 4 6 L 1 6 Z", "M1,2 4,2 4,6 1,6z", "m1 2l3 0l0 4l-3 0z", "M1 2H4V6H1Z",
        "m1 2h3v4h-3z", "  M1 2L4,2 4 6,1 6 Z  ", "M+1+2L4 2L.4e1 6L1 6Z"}) {
    expect_near(outline(text), square());
  }
}

TEST(PathData, SmoothCurvesMirrorTheLastControl) {
  expect_near(outline("M0 0C1 1 2 1 3 0S5 -1 6 0"), outline("M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0"));
  expect_near(outline("M0 0Q1 2 2 0T4 0"), outline("M0 0Q1 2 2 0Q3 -2 4 0"));
  // Behind another command there is nothing to mirror.
  expect_near(outline("M0 0L3 0S5 -1 6 0"), outline("M0 0L3 0C3 0 5 -1 6 0"));
}

TEST(PathData, QuadraticCurvesBecomeCubicOnes) {
  expect_near(outline("M0 0Q3 3 6 0"), outline("M0 0C2 2 4 2 6 0"));
}

TEST(PathData, ClosedPartsBeginAgainWhereTheyBegan) {
  expect_near(outline("M1 1H2V2Zl1 0"), outline("M1 1H2V2ZM1 1L2 1"));
}

TEST(PathData, ArcsRunOnTheirCircle) {
  const Outline half = outline("M 0 5 A 5 5 0 0 1 10 5");
  ASSERT_EQ(half.verbs.size(), 3U);  // a quarter each
  EXPECT_NEAR(half.points[3].x, 5, 1e-9);
  EXPECT_NEAR(half.points[3].y, 0, 1e-9);  // sweep 1 turns clockwise: over the top
  EXPECT_EQ(half.points.back(), (Point{10, 5}));
  EXPECT_NEAR(bounds(outline("M 0 5 A 5 5 0 0 0 10 5")).bottom(), 10, 1e-9);
}

TEST(PathData, LargeArcTakesTheLongWay) {
  // Three quarters of a circle around (5, 5).
  const Rect large = bounds(outline("M 5 0 A 5 5 0 1 1 0 5"));
  EXPECT_NEAR(large.right(), 10, 1e-9);
  EXPECT_NEAR(large.bottom(), 10, 1e-9);
  const Rect small = bounds(outline("M 5 0 A 5 5 0 0 0 0 5"));
  EXPECT_NEAR(small.right(), 5, 1e-9);
  EXPECT_NEAR(small.bottom(), 5, 1e-9);
}

TEST(PathData, TurnedEllipseIsTheTurnedOne) {
  // The same half ellipse, lying and standing.
  const Rect lying = bounds(outline("M 0 2 A 4 2 0 0 1 8 2"));
  const Rect standing = bounds(outline("M 0 8 A 4 2 90 0 1 0 0"));
  EXPECT_NEAR(lying.width, standing.height, 1e-9);
  EXPECT_NEAR(lying.height, standing.width, 1e-9);
  EXPECT_NEAR(lying.height, 2, 1e-9);
}

TEST(PathData, RadiiThatAreTooSmallGrow) {
  EXPECT_NEAR(bounds(outline("M 0 5 A 1 1 0 0 1 10 5")).y, 0, 1e-9);
}

TEST(PathData, FlagsNeedNoGap) {
  expect_near(outline("M0 5A5 5 0 0110 5"), outline("M 0 5 A 5 5 0 0 1 10 5"));
}

TEST(PathData, BoundsAreOfTheCurveNotOfItsControls) {
  const Rect box = bounds(outline("M0 0C0 4 3 4 3 0"));
  EXPECT_NEAR(box.height, 3, 1e-9);
  EXPECT_NEAR(box.width, 3, 1e-9);
}

TEST(PathData, NamesTheByteOfTheMistake) {
  EXPECT_EQ(problem_at(""), 0U);
  EXPECT_EQ(problem_at("L 1 2"), 0U);
  EXPECT_EQ(problem_at("M 1"), 3U);
  EXPECT_EQ(problem_at("M 1 2 X 3"), 6U);
  EXPECT_EQ(problem_at("M 1 2 L 3 nan"), 10U);
  EXPECT_EQ(problem_at("M 1 2 L 3 inf"), 10U);
  EXPECT_EQ(problem_at("M 1 2 A 1 1 0 2 0 3 3"), 14U);
  EXPECT_EQ(problem_at("M 1 2 L 1e9 3"), 8U);
  EXPECT_EQ(problem_at("M 1 2 Z 3 4"), 8U);
}

}  // namespace
}  // namespace certpress::parse
