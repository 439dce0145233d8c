// Patterns against the curves that they stand for.
#include "layout/pattern.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace certpress::layout {
namespace {

using sheet::Outline;
using std::numbers::pi;

constexpr double kSame = 1e-9;        // mm
constexpr double kCurveError = 0.01;  // mm, what pattern.h promises
constexpr int kSamplesOfAPiece = 32;

struct Piece {
  Point p0, p1, p2, p3;
};

struct Subpath {
  Point start;
  std::vector<Piece> pieces;
  bool closed = false;
};

std::vector<Subpath> curves_of(const Outline& outline) {
  std::vector<Subpath> subpaths;
  std::size_t next = 0;
  Point pen;
  for (const Outline::Verb verb : outline.verbs) {
    switch (verb) {
      case Outline::Verb::kMove:
        pen = outline.points[next++];
        subpaths.push_back({pen, {}, false});
        break;
      case Outline::Verb::kCurve:
        subpaths.back().pieces.push_back(
            {pen, outline.points[next], outline.points[next + 1], outline.points[next + 2]});
        pen = outline.points[next + 2];
        next += 3;
        break;
      case Outline::Verb::kClose:
        subpaths.back().closed = true;
        break;
      case Outline::Verb::kLine:
        ADD_FAILURE() << "a curve is not made of lines";
        pen = outline.points[next++];
        break;
    }
  }
  return subpaths;
}

Point at(const Piece& piece, double t) {
  const double u = 1 - t;
  const auto mix = [&](double a, double b, double c, double d) {
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  };
  return {mix(piece.p0.x, piece.p1.x, piece.p2.x, piece.p3.x),
          mix(piece.p0.y, piece.p1.y, piece.p2.y, piece.p3.y)};
}

std::vector<Point> sampled(const std::vector<Subpath>& subpaths) {
  std::vector<Point> points;
  for (const Subpath& subpath : subpaths) {
    for (const Piece& piece : subpath.pieces) {
      for (int i = 0; i <= kSamplesOfAPiece; ++i) {
        points.push_back(at(piece, static_cast<double>(i) / kSamplesOfAPiece));
      }
    }
  }
  return points;
}

std::vector<Point> knots(const std::vector<Subpath>& subpaths) {
  std::vector<Point> points;
  for (const Subpath& subpath : subpaths) {
    for (const Piece& piece : subpath.pieces) {
      points.push_back(piece.p0);
      points.push_back(piece.p3);
    }
  }
  return points;
}

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

void expect_same_set(const std::vector<Point>& points,
                     const std::function<Point(Point)>& transform) {
  for (const Point& point : points) {
    const Point image = transform(point);
    const bool found = std::any_of(points.begin(), points.end(),
                                   [&](Point other) { return distance(image, other) < kSame; });
    ASSERT_TRUE(found) << "nothing at (" << image.x << ", " << image.y << "), the image of ("
                       << point.x << ", " << point.y << ")";
  }
}

void expect_closed(const std::vector<Subpath>& subpaths) {
  for (const Subpath& subpath : subpaths) {
    EXPECT_TRUE(subpath.closed);
    EXPECT_LT(distance(subpath.start, subpath.pieces.back().p3), kSame);
  }
}

// How many joints of the subpath, with the one that closes it, turn by more than a ten-thousandth.
int kinks(const Subpath& subpath) {
  int count = 0;
  for (std::size_t i = 0; i < subpath.pieces.size(); ++i) {
    const Piece& before = subpath.pieces[i];
    const Piece& after = subpath.pieces[(i + 1) % subpath.pieces.size()];
    const double in = std::atan2(before.p3.y - before.p2.y, before.p3.x - before.p2.x);
    const double out = std::atan2(after.p1.y - after.p0.y, after.p1.x - after.p0.x);
    count += std::abs(std::remainder(out - in, 2 * pi)) > 1e-4 ? 1 : 0;
  }
  return count;
}

const Rect kPage{0, 0, 297, 210};
constexpr double kRosette = 2.6;
// Where the strands begin: the rosette's edge and 0.8 amplitudes more.
constexpr double kCorner = 13.3 + kRosette + 0.8 * 2.1;

model::BorderElement::Band band() { return {13.3, 2.1, 9, {}}; }

TEST(WovenBand, HasTwoClosedStrandsOnEachSide) {
  const auto strands = curves_of(woven_band(kPage, band(), kRosette));
  ASSERT_EQ(strands.size(), 8U);
  expect_closed(strands);
  for (std::size_t side = 0; side < 4; ++side) {
    EXPECT_EQ(kinks(strands[2 * side]), 2) << "the tips where a sine meets its mirror image";
    EXPECT_EQ(kinks(strands[2 * side + 1]), 0);
  }
}

TEST(WovenBand, FollowsItsSinesInWholeWaves) {
  const auto strands = curves_of(woven_band(kPage, band(), kRosette));
  const double length = kPage.width - 2 * kCorner;
  const double wave = 4 * (strands[0].start.x - kCorner);
  const double count = length / wave - 0.5;
  EXPECT_NEAR(count, std::round(count), kSame);
  EXPECT_NEAR(wave, band().pitch, band().pitch / std::floor(count));
  const double first = kCorner + wave / 4;
  const double last = kPage.width - first;
  for (const Point& p : sampled({strands[0], strands[1]})) {
    if (p.x < first || p.x > last) {
      continue;  // the caps
    }
    const double angle = 2 * pi * (p.x - first) / wave;
    const double off = std::abs(p.y - band().inset);
    EXPECT_LT(std::min(std::abs(off - band().amplitude * std::abs(std::sin(angle))),
                       std::abs(off - band().amplitude * std::abs(std::cos(angle)))),
              kCurveError);
  }
}

TEST(WovenBand, IsSymmetricAboutTheMiddleOfEverySide) {
  const auto points = knots(curves_of(woven_band(kPage, band(), kRosette)));
  expect_same_set(points, [](Point p) { return Point{kPage.width - p.x, p.y}; });
  expect_same_set(points, [](Point p) { return Point{p.x, kPage.height - p.y}; });
}

TEST(WovenBand, IsTheSameOnAllSidesOfASquare) {
  std::vector<Point> points;
  for (const Subpath& strand : curves_of(woven_band({0, 0, 100, 100}, band(), kRosette))) {
    for (const Piece& piece : strand.pieces) {
      points.insert(points.end(), {at(piece, 0.25), at(piece, 0.75)});
    }
  }
  expect_same_set(points, [](Point p) { return Point{p.y, p.x}; });
}

TEST(WovenBand, KeepsOutOfTheCornersAndInsideItsAmplitude) {
  const auto strands = curves_of(woven_band(kPage, band(), kRosette));
  const Rect outside = kPage.grown(-(band().inset - band().amplitude - kCurveError));
  const Rect inside = kPage.grown(-(band().inset + band().amplitude + kCurveError));
  for (const Point& p : sampled(strands)) {
    EXPECT_TRUE(outside.contains({p.x, p.y, 0, 0}));
    EXPECT_FALSE(inside.contains({p.x, p.y, 0, 0}));
    const bool in_columns = p.x > kCorner - kSame && p.x < kPage.width - kCorner + kSame;
    const bool in_rows = p.y > kCorner - kSame && p.y < kPage.height - kCorner + kSame;
    EXPECT_TRUE(in_columns || in_rows);
  }
}

TEST(WovenBand, LeavesOutASideWithoutRoom) {
  EXPECT_EQ(curves_of(woven_band({0, 0, 297, 30}, band(), kRosette)).size(), 4U);
  EXPECT_TRUE(woven_band({0, 0, 30, 30}, band(), kRosette).verbs.empty());
}

TEST(Rosette, ReachesItsRadiusAndLeavesTheCentreOpen) {
  const Point centre{13.3, 13.3};
  const auto circles = curves_of(rosette(centre, 2.6, 8));
  expect_closed(circles);
  double farthest = 0;
  double nearest = 2.6;
  for (const Point& p : sampled(circles)) {
    farthest = std::max(farthest, distance(p, centre));
    nearest = std::min(nearest, distance(p, centre));
  }
  EXPECT_NEAR(farthest, 2.6, kCurveError);
  EXPECT_GT(nearest, 0.4);
}

TEST(Rosette, MapsOntoItselfWhenMirrored) {
  const Point centre{13.3, 13.3};
  const auto points = knots(curves_of(rosette(centre, 2.6, 8)));
  expect_same_set(points, [&](Point p) { return Point{2 * centre.x - p.x, p.y}; });
  expect_same_set(points, [&](Point p) { return Point{p.x, 2 * centre.y - p.y}; });
}

TEST(Waves, FollowTheirCosineAndStayInTheBox) {
  const Rect box{18, 18, 261, 174.5};
  model::WavesElement waves_of;
  const auto lines = curves_of(waves(box, waves_of));
  ASSERT_EQ(lines.size(), 55U);  // (174.5 - 1.2) / 3.2 + 1
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double axis = box.centre().y + 3.2 * (static_cast<double>(i) - 27);
    EXPECT_FALSE(lines[i].closed);
    EXPECT_NEAR(lines[i].start.x, box.x, kSame);
    EXPECT_NEAR(lines[i].pieces.back().p3.x, box.right(), kSame);
    for (const Point& p : sampled({lines[i]})) {
      const double expected = axis + 0.6 * std::cos(2 * pi * (p.x - box.centre().x) / 24);
      EXPECT_LT(std::abs(p.y - expected), kCurveError);
      EXPECT_TRUE(box.grown(kCurveError).contains({p.x, p.y, 0, 0}));
    }
  }
}

TEST(Waves, AreSymmetricAboutTheMiddle) {
  const Rect box{0, 0, 50, 10};
  expect_same_set(knots(curves_of(waves(box, {}))), [&](Point p) { return Point{50 - p.x, p.y}; });
}

TEST(Waves, NeedRoomForOneLine) {
  EXPECT_TRUE(waves({0, 0, 50, 1}, {}).verbs.empty());
  EXPECT_EQ(curves_of(waves({0, 0, 50, 1.3}, {})).size(), 1U);
}

model::GuillocheElement rose() { return {60, 24, 8, 9, {}}; }

TEST(Guilloche, FollowsItsRoseBetweenTheRadii) {
  const Point centre{148.5, 110};
  const auto lines = curves_of(guilloche(centre, rose()));
  ASSERT_EQ(lines.size(), 9U);
  for (const Point& p : sampled(lines)) {
    const double r = distance(p, centre);
    EXPECT_LT(r, 60 + kCurveError);
    EXPECT_GT(r, 24 - kCurveError);
    const double angle = std::atan2(p.y - centre.y, p.x - centre.x) + pi / 2;
    double nearest = r;
    for (int turn = 0; turn < 9; ++turn) {
      const double wave = 8 * angle + 2 * pi * turn / 9;
      const double slope = 18 * 8 * std::sin(wave) / r;  // across the radius, along it 1
      nearest = std::min(nearest, std::abs(r - 42 - 18 * std::cos(wave)) / std::hypot(1.0, slope));
    }
    EXPECT_LT(nearest, kCurveError);
  }
}

TEST(Guilloche, ClosesWithoutAKink) {
  const auto lines = curves_of(guilloche({0, 0}, rose()));
  expect_closed(lines);
  for (const Subpath& line : lines) {
    EXPECT_EQ(kinks(line), 0);
  }
}

TEST(Guilloche, MapsOntoItselfWhenTurnedOrMirrored) {
  const auto points = knots(curves_of(guilloche({0, 0}, rose())));
  const Transform turn = Transform::rotation(360.0 / (8 * 9));
  expect_same_set(points, [&](Point p) { return turn.apply(p); });
  expect_same_set(points, [](Point p) { return Point{-p.x, p.y}; });
}

TEST(Guilloche, TakesFewPieces) {
  // What a page of paths costs in a PDF is their number.
  EXPECT_LT(guilloche({0, 0}, rose()).points.size(), 9U * 8U * 24U * 3U);
}

TEST(Star, StandsOnTwoTipsInItsBox) {
  const Outline five = star({10, 20, 30, 30}, 5, 0.382);
  ASSERT_EQ(five.points.size(), 10U);
  EXPECT_EQ(five.verbs.back(), Outline::Verb::kClose);
  const Point centre{25, 35};
  EXPECT_LT(distance(five.points[0], {25, 20}), kSame);
  for (std::size_t i = 0; i < five.points.size(); ++i) {
    EXPECT_NEAR(distance(five.points[i], centre), i % 2 == 0 ? 15 : 15 * 0.382, kSame);
  }
  EXPECT_NEAR(five.points[4].y, five.points[6].y, kSame);
  // 0.382 makes the edges of neighbouring tips one straight line, as in the flag.
  EXPECT_NEAR(five.points[1].y, five.points[2].y, 0.01);
}

}  // namespace
}  // namespace certpress::layout
