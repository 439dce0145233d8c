#include "deviation.h"

#include <cmath>
#include <numbers>

namespace certpress::press {

namespace {

constexpr double kDegrees = 180 / std::numbers::pi;

}  // namespace

Transform transform_of(const PrintDeviation& deviation, const PaperSize& page) {
  const Point middle{page.width_mm / 2, page.height_mm / 2};
  const Transform stretch{
      deviation.scale_x, 0, deviation.scale_y * std::tan(deviation.skew_deg / kDegrees),
      deviation.scale_y, 0, 0};
  return Transform::translation(-middle.x, -middle.y)
      .then(stretch)
      .then(Transform::rotation(deviation.rotation_deg))
      .then(Transform::translation(middle.x + deviation.right_mm, middle.y + deviation.down_mm));
}

// The linear part is a rotation times an upper triangle: what is left when the horizontal is turned
// back.
PrintDeviation deviation_of(const Transform& transform, const PaperSize& page) {
  const Point middle{page.width_mm / 2, page.height_mm / 2};
  const Point put = transform.apply(middle);
  PrintDeviation out;
  out.right_mm = put.x - middle.x;
  out.down_mm = put.y - middle.y;
  out.rotation_deg = std::atan2(transform.yx, transform.xx) * kDegrees;
  const Transform upright = transform.then(Transform::rotation(-out.rotation_deg));
  out.scale_x = upright.xx;
  out.scale_y = upright.yy;
  out.skew_deg = std::atan2(upright.xy, upright.yy) * kDegrees;
  return out;
}

}  // namespace certpress::press
