// An outline: what a pen draws, as lines and cubic Béziers. Lengths are mm.
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"

namespace certpress {

// kMove and kLine use one point, kCurve (cubic Bézier) three, kClose none.
struct Outline {
  enum class Verb : std::uint8_t { kMove, kLine, kCurve, kClose };
  std::vector<Verb> verbs;
  std::vector<Point> points;

  void move_to(Point p);
  void line_to(Point p);
  void curve_to(Point control1, Point control2, Point end);
  void close();
  void add_rect(const Rect& rect);
  void add_ellipse(const Rect& box);
  bool operator==(const Outline&) const = default;
};

}  // namespace certpress
