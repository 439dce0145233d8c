// Lengths, places and transforms. Places are millimetres from the top left corner of the page, y
// grows downwards; points (1/72 inch) are for type sizes only and are converted here and nowhere
// else.
#pragma once

#include <algorithm>

namespace certpress {

inline constexpr double kMmPerInch = 25.4;
inline constexpr double kPtPerInch = 72.0;

constexpr double mm_from_pt(double pt) { return pt * kMmPerInch / kPtPerInch; }
constexpr double pt_from_mm(double mm) { return mm * kPtPerInch / kMmPerInch; }

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  double width = 0;
  double height = 0;
  bool operator==(const Size&) const = default;
};

struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] constexpr double right() const { return x + width; }
  [[nodiscard]] constexpr double bottom() const { return y + height; }
  [[nodiscard]] constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
  // Grown by `margin` on every side; a negative margin shrinks.
  [[nodiscard]] constexpr Rect grown(double margin) const {
    return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
  }
  [[nodiscard]] constexpr bool overlaps(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  [[nodiscard]] constexpr bool contains(const Rect& other) const {
    return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
  }
  // The smallest that holds both.
  [[nodiscard]] constexpr Rect joined(const Rect& other) const {
    const double left = std::min(x, other.x);
    const double top = std::min(y, other.y);
    return {left, top, std::max(right(), other.right()) - left,
            std::max(bottom(), other.bottom()) - top};
  }
  // How deep the two are in each other; negative when they are apart.
  [[nodiscard]] constexpr double depth_in(const Rect& other) const {
    return std::min(std::min(right(), other.right()) - std::max(x, other.x),
                    std::min(bottom(), other.bottom()) - std::max(y, other.y));
  }
  bool operator==(const Rect&) const = default;
};

// x' = xx*x + xy*y + x0, y' = yx*x + yy*y + y0
struct Transform {
  double xx = 1;
  double yx = 0;
  double xy = 0;
  double yy = 1;
  double x0 = 0;
  double y0 = 0;

  static Transform translation(double x, double y) { return {1, 0, 0, 1, x, y}; }
  static Transform scaling(double factor) { return {factor, 0, 0, factor, 0, 0}; }
  // Clockwise as seen on the page, because y grows downwards.
  static Transform rotation(double degrees);

  [[nodiscard]] Point apply(Point p) const {
    return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0};
  }
  // First this, then `next`.
  [[nodiscard]] Transform then(const Transform& next) const;
  // Of a transform that does not flatten the plane.
  [[nodiscard]] Transform inverse() const;
  // The smallest upright rectangle around the transformed one.
  [[nodiscard]] Rect bounds(const Rect& rect) const;
  bool operator==(const Transform&) const = default;
};

}  // namespace certpress
