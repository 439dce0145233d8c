// Two-dimensional codes on whole pixels: every module is a square of the same whole number of them.
#pragma once

#include <algorithm>
#include <cmath>

#include "../sheet/sheet.h"

namespace certpress::raster {

class PixelModules {
 public:
  // `centre` and `side` are the symbol's in pixels.
  PixelModules(const sheet::ModuleGrid& grid, Point centre, Point side) : grid_(grid) {
    // A box of exactly n pixels a module must not lose one to the last digit.
    constexpr double kDust = 1e-6;
    module_ = std::max(1.0, std::floor(std::min(side.x, side.y) / grid.count + kDust));
    origin_ = {std::round(centre.x - module_ * grid.count / 2),
               std::round(centre.y - module_ * grid.count / 2)};
  }

  // The pixel corner for a corner of a module in the grid's own coordinates.
  [[nodiscard]] Point at(Point p) const {
    return {origin_.x + module_ * std::round((p.x - grid_.box.x) / grid_.box.width * grid_.count),
            origin_.y + module_ * std::round((p.y - grid_.box.y) / grid_.box.height * grid_.count)};
  }

 private:
  sheet::ModuleGrid grid_;
  double module_ = 1;
  Point origin_;
};

}  // namespace certpress::raster
