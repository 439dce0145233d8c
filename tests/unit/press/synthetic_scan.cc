#include "synthetic_scan.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "press/calibration_sheet.h"
#include "press/deviation.h"
#include "raster/raster.h"
#include "unit/text/installed_fonts.h"

namespace certpress::press {

namespace {

constexpr double kSheetDpi = 300;

const GreyImage& printed_sheet(const PaperSize& page) {
  static std::map<double, GreyImage> sheets;
  GreyImage& image = sheets[page.width_mm];
  if (image.pixels.empty()) {
    const sheet::Sheet sheet = calibration_sheet(page, Duplex::kNone, text::installed_fonts());
    const auto pixels =
        raster::draw_base(sheet, raster::Resolution::from_dpi(sheet.page, kSheetDpi));
    image = {pixels.width, pixels.height, {}};
    for (const std::uint32_t pixel : pixels.data) {
      image.pixels.push_back(static_cast<std::uint8_t>(pixel & 0xffU));
    }
  }
  return image;
}

GreyImage blurred(const GreyImage& image, int radius) {
  GreyImage out = image;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      int sum = 0;
      int count = 0;
      for (int dy = -radius; dy <= radius; ++dy) {
        for (int dx = -radius; dx <= radius; ++dx) {
          if (x + dx >= 0 && y + dy >= 0 && x + dx < image.width && y + dy < image.height) {
            sum += image.at(x + dx, y + dy);
            ++count;
          }
        }
      }
      out.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                 static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(sum / count);
    }
  }
  return out;
}

GreyImage turned(const GreyImage& image) {
  GreyImage out{image.height, image.width, {}};
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      out.pixels.push_back(static_cast<std::uint8_t>(image.at(y, image.height - 1 - x)));
    }
  }
  return out;
}

}  // namespace

GreyImage scan(const ScanRecipe& recipe) {
  const GreyImage& sheet = printed_sheet(recipe.page);
  const Transform printer = transform_of(recipe.printer, recipe.page).inverse();
  const Transform to_glass = Transform::rotation(recipe.rotation_deg)
                                 .then(Transform::translation(recipe.corner.x, recipe.corner.y));
  const double px_per_mm = recipe.dpi / 25.4;
  const Transform from_pixels =
      Transform{1 / (px_per_mm * recipe.scale_x), 0, 0, 1 / (px_per_mm * recipe.scale_y), 0, 0}
          .then(to_glass.inverse());
  GreyImage out{static_cast<int>(recipe.glass.width_mm * px_per_mm),
                static_cast<int>(recipe.glass.height_mm * px_per_mm),
                {}};
  out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  std::minstd_rand random(7);  // NOLINT(cert-msc51-cpp): the same noise every time
  const auto noise = [&] {
    double sum = 0;  // of twelve uniform numbers: nearly normal, of variance 1
    for (int i = 0; i < 12; ++i) {
      sum += static_cast<double>(random()) / std::minstd_rand::max();
    }
    return (sum - 6) * recipe.noise;
  };
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      const Point paper = from_pixels.apply({x + 0.5, y + 0.5});
      double value = recipe.background;
      if (paper.x >= 0 && paper.y >= 0 && paper.x < recipe.page.width_mm &&
          paper.y < recipe.page.height_mm) {
        Point at = printer.apply(paper);
        at = {at.x * kSheetDpi / 25.4, at.y * kSheetDpi / 25.4};
        // Toner is not quite black, and paper not quite white.
        value = 35 + (sheet.contains(at) ? sheet.value(at) : 255) * (242.0 - 35) / 255;
      }
      value += recipe.noise > 0 ? noise() : 0;
      out.pixels.push_back(static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)));
    }
  }
  if (recipe.blur > 0) {
    out = blurred(out, recipe.blur);
  }
  if (recipe.mirrored) {
    for (int y = 0; y < out.height; ++y) {
      const auto row = out.pixels.begin() + static_cast<std::ptrdiff_t>(y) * out.width;
      std::reverse(row, row + out.width);
    }
  }
  for (int turn = 0; turn < recipe.quarter_turns; ++turn) {
    out = turned(out);
  }
  return out;
}

double disagreement(const PrintDeviation& a, const PrintDeviation& b, const PaperSize& page) {
  double most = 0;
  for (const double x : {0.0, page.width_mm}) {
    for (const double y : {0.0, page.height_mm}) {
      const Point p = transform_of(a, page).apply({x, y});
      const Point q = transform_of(b, page).apply({x, y});
      most = std::max(most, std::hypot(p.x - q.x, p.y - q.y));
    }
  }
  return most;
}

}  // namespace certpress::press
