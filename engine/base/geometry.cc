#include "geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace certpress {

Transform Transform::rotation(double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  return {c, s, -s, c, 0, 0};
}

Transform Transform::then(const Transform& next) const {
  const Point origin = next.apply({x0, y0});
  return {next.xx * xx + next.xy * yx,
          next.yx * xx + next.yy * yx,
          next.xx * xy + next.xy * yy,
          next.yx * xy + next.yy * yy,
          origin.x,
          origin.y};
}

Transform Transform::inverse() const {
  const double determinant = xx * yy - xy * yx;
  const Transform linear{
      yy / determinant, -yx / determinant, -xy / determinant, xx / determinant, 0, 0};
  const Point origin = linear.apply({x0, y0});
  return {linear.xx, linear.yx, linear.xy, linear.yy, -origin.x, -origin.y};
}

Rect Transform::bounds(const Rect& rect) const {
  const Point a = apply({rect.x, rect.y});
  const Point b = apply({rect.right(), rect.y});
  const Point c = apply({rect.x, rect.bottom()});
  const Point d = apply({rect.right(), rect.bottom()});
  const auto [left, right] = std::minmax({a.x, b.x, c.x, d.x});
  const auto [top, bottom] = std::minmax({a.y, b.y, c.y, d.y});
  return {left, top, right - left, bottom - top};
}

}  // namespace certpress
