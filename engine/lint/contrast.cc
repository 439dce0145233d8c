#include "contrast.h"

#include <algorithm>
#include <cmath>

namespace certpress::lint {

namespace {

double linear(std::uint8_t channel) {
  const double share = channel / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

}  // namespace

Color over(const Color& top, const Color& ground) {
  const auto mix = [&](std::uint8_t above, std::uint8_t below) {
    return static_cast<std::uint8_t>(std::lround(above * top.alpha + below * (1 - top.alpha)));
  };
  return {mix(top.red, ground.red), mix(top.green, ground.green), mix(top.blue, ground.blue), 1};
}

double luminance(const Color& color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast_ratio(const Color& a, const Color& b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace certpress::lint
