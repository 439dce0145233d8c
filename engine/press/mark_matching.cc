#include "mark_matching.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace certpress::press {

namespace {

// A printer may move a mark by a few millimetres against the others before it is out of order;
// marks are 20 mm and more apart.
constexpr double kNear = 5;  // mm

// The similarity that carries a to p and b to q, of a sheet that is mirrored first when it says so.
Transform similarity(Point a, Point b, Point p, Point q, bool mirrored) {
  const double side = mirrored ? -1 : 1;
  const Point from{(b.x - a.x) * side, b.y - a.y};
  const Point to{q.x - p.x, q.y - p.y};
  const double length = from.x * from.x + from.y * from.y;
  const double c = (from.x * to.x + from.y * to.y) / length;
  const double s = (from.x * to.y - from.y * to.x) / length;
  const Transform turn{c, s, -s, c, 0, 0};
  const Transform flip{side, 0, 0, 1, 0, 0};
  const Transform linear = flip.then(turn);
  const Point moved = linear.apply(a);
  return linear.then(Transform::translation(p.x - moved.x, p.y - moved.y));
}

struct Trial {
  Match match;
  double error = std::numeric_limits<double>::infinity();  // sum of squares, mm²

  [[nodiscard]] bool better_than(const Trial& other) const {
    const std::size_t marks = match.marks.size();
    const std::size_t others = other.match.marks.size();
    return marks != others ? marks > others : error < other.error;
  }
};

Trial attempt(const std::vector<CalibrationMark>& sheet, const std::vector<FoundMark>& found,
              const Transform& to_pixels, bool mirrored) {
  Trial trial;
  trial.match.to_pixels = to_pixels;
  trial.match.mirrored = mirrored;
  trial.error = 0;
  const double px_per_mm = std::hypot(to_pixels.xx, to_pixels.yx);
  for (const CalibrationMark& mark : sheet) {
    const Point expected = to_pixels.apply(mark.at);
    const auto distance = [&](const FoundMark& other) {
      return std::hypot(other.centre.x - expected.x, other.centre.y - expected.y) / px_per_mm;
    };
    const auto nearest = std::ranges::min_element(found, {}, distance);
    if (distance(*nearest) <= kNear) {
      trial.match.marks.emplace(mark.number, *nearest);
      trial.error += distance(*nearest) * distance(*nearest);
    }
  }
  return trial;
}

}  // namespace

std::optional<Match> match_marks(const std::vector<CalibrationMark>& sheet,
                                 const std::vector<FoundMark>& found) {
  // More bullseyes than these are some other picture, and the trials are of the fourth power.
  constexpr std::size_t kMostFound = 30;
  Trial best;
  if (found.size() > kMostFound) {
    return std::nullopt;
  }
  for (const CalibrationMark& a : sheet) {
    for (const CalibrationMark& b : sheet) {
      for (const FoundMark& p : found) {
        for (const FoundMark& q : found) {
          if (a.number >= b.number || &p == &q) {
            continue;
          }
          for (const bool mirrored : {false, true}) {
            const Transform map = similarity(a.at, b.at, p.centre, q.centre, mirrored);
            // The discs tell the scale, too.
            const double disc = p.radius / std::hypot(map.xx, map.yx) / kDiscRadius;
            if (disc < 0.7 || disc > 1.4) {
              continue;
            }
            Trial trial = attempt(sheet, found, map, mirrored);
            if (trial.better_than(best)) {
              best = std::move(trial);
            }
          }
        }
      }
    }
  }
  constexpr std::size_t kEnough = 3;
  return best.match.marks.size() >= kEnough ? std::optional(std::move(best.match)) : std::nullopt;
}

}  // namespace certpress::press
