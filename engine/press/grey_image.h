// A scan's pixels, and what lies between them.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "../base/geometry.h"

namespace certpress::press {

// Row by row; 0 is black. Places are in pixels from the top left corner of the picture, so that the
// middle of the first pixel is (0.5, 0.5).
struct GreyImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] int at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
  [[nodiscard]] bool contains(Point p) const {
    return p.x >= 0.5 && p.y >= 0.5 && p.x < width - 0.5 && p.y < height - 0.5;
  }
  // Between the four nearest pixels; only for places that it contains.
  [[nodiscard]] double value(Point p) const {
    const double left = std::floor(p.x - 0.5);
    const double top = std::floor(p.y - 0.5);
    const double right_share = p.x - 0.5 - left;
    const double lower_share = p.y - 0.5 - top;
    const int x = static_cast<int>(left);
    const int y = static_cast<int>(top);
    const int next_x = x + 1 < width ? x + 1 : x;
    const int next_y = y + 1 < height ? y + 1 : y;
    return (at(x, y) * (1 - right_share) + at(next_x, y) * right_share) * (1 - lower_share) +
           (at(x, next_y) * (1 - right_share) + at(next_x, next_y) * right_share) * lower_share;
  }
};

}  // namespace certpress::press
