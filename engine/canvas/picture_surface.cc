#include "picture_surface.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace certpress::canvas {
namespace {

// Cairo's pixel: native order 0xAARRGGBB, colours multiplied by alpha, rounded to nearest.
std::uint32_t premultiplied(const std::uint8_t* rgba) {
  const std::uint32_t alpha = rgba[3];
  const auto part = [alpha](std::uint32_t v) { return (v * alpha + 127) / 255; };
  return alpha << 24 | part(rgba[0]) << 16 | part(rgba[1]) << 8 | part(rgba[2]);
}

}  // namespace

PixelCrop shown_pixels(const sheet::Image& image) {
  // Arithmetic of cover leaves dust in the last digits, which is no reason for one more column.
  constexpr double kDust = 1e-6;
  const Rect& source = image.source;
  const Picture& picture = *image.picture;
  const auto low = [&](double v, int size) {
    return std::clamp(static_cast<int>(std::floor(v / picture.reduction + kDust)), 0, size - 1);
  };
  const auto high = [&](double v, int above, int size) {
    return std::clamp(static_cast<int>(std::ceil(v / picture.reduction - kDust)), above + 1, size);
  };
  const int left = low(source.x, picture.pixel_width());
  const int top = low(source.y, picture.pixel_height());
  return {left, top, high(source.right(), left, picture.pixel_width()),
          high(source.bottom(), top, picture.pixel_height())};
}

cairo_matrix_t picture_from_page(const sheet::Image& image) {
  const double sx = image.source.width / image.box.width;
  const double sy = image.source.height / image.box.height;
  return {sx, 0, 0, sy, image.source.x - image.box.x * sx, image.source.y - image.box.y * sy};
}

PictureSurface picture_surface(const sheet::Image& image) {
  const Picture& picture = *image.picture;
  const PixelCrop crop = shown_pixels(image);
  const int width = crop.right - crop.left;
  const int height = crop.bottom - crop.top;
  SurfacePtr surface(cairo_image_surface_create(
      picture.has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height));
  throw_if_failed(cairo_surface_status(surface.get()));

  unsigned char* out = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* in =
        picture.rgba.data() + 4 * (static_cast<std::size_t>(crop.top + y) *
                                       static_cast<std::size_t>(picture.pixel_width()) +
                                   static_cast<std::size_t>(crop.left));
    unsigned char* row = out + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < width; ++x) {
      const std::uint32_t pixel = premultiplied(in + static_cast<std::ptrdiff_t>(4) * x);
      std::memcpy(row + static_cast<std::ptrdiff_t>(4) * x, &pixel, sizeof pixel);
    }
  }
  cairo_surface_mark_dirty(surface.get());

  cairo_matrix_t from_page = picture_from_page(image);
  const double scale = 1.0 / picture.reduction;
  from_page = {from_page.xx * scale, 0, 0, from_page.yy * scale, from_page.x0 * scale,
               from_page.y0 * scale};
  from_page.x0 -= crop.left;
  from_page.y0 -= crop.top;
  return {std::move(surface), from_page};
}

void fill_with_surface(cairo_t* cr, const Rect& box, cairo_surface_t* surface,
                       const cairo_matrix_t& from_page, cairo_filter_t filter,
                       cairo_extend_t extend) {
  const PatternPtr pattern(cairo_pattern_create_for_surface(surface));
  cairo_pattern_set_matrix(pattern.get(), &from_page);
  cairo_pattern_set_filter(pattern.get(), filter);
  cairo_pattern_set_extend(pattern.get(), extend);
  cairo_set_source(cr, pattern.get());
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_fill(cr);
}

}  // namespace certpress::canvas
