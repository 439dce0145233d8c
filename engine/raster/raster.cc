#include "raster.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "pixel_painter.h"

namespace certpress::raster {
namespace {

void draw_items(Pixels& pixels, const sheet::Sheet& sheet, const Resolution& resolution,
                bool in_base) {
  paint_pixels(pixels.data.data(), pixels.width, pixels.height, resolution.px_per_mm(), {},
               [&](cairo_t* cr) {
                 PixelPainter painter(cr);
                 for (const auto& item : sheet.items) {
                   if (item->in_base == in_base) {
                     painter.draw(*item);
                   }
                 }
               });
}

int whole_pixels(double mm, double dpi) {
  return std::max(1, static_cast<int>(std::lround(mm / kMmPerInch * dpi)));
}

}  // namespace

Resolution Resolution::from_dpi(Size page, double dpi) {
  return {dpi, whole_pixels(page.width, dpi), whole_pixels(page.height, dpi)};
}

Resolution Resolution::from_width(Size page, int width_px) {
  const double dpi = width_px * kMmPerInch / page.width;
  return {dpi, width_px, whole_pixels(page.height, dpi)};
}

std::uint32_t Resolution::px_per_metre() const {
  return static_cast<std::uint32_t>(std::lround(dpi / kMmPerInch * 1000));
}

Pixels draw_base(const sheet::Sheet& sheet, const Resolution& resolution) {
  constexpr std::uint32_t kPaper = 0xffffffff;
  Pixels pixels{resolution.width, resolution.height, {}};
  pixels.data.assign(
      static_cast<std::size_t>(resolution.width) * static_cast<std::size_t>(resolution.height),
      kPaper);
  draw_items(pixels, sheet, resolution, true);
  return pixels;
}

void draw_rest(Pixels& pixels, const sheet::Sheet& sheet, const Resolution& resolution) {
  if (pixels.width != resolution.width || pixels.height != resolution.height) {
    throw std::logic_error("the base was drawn at another resolution");
  }
  draw_items(pixels, sheet, resolution, false);
}

}  // namespace certpress::raster
