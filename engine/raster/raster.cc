#include "raster.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "../canvas/cairo.h"
#include "../canvas/painter.h"
#include "../canvas/picture_surface.h"
#include "glyph_outlines.h"

namespace certpress::raster {
namespace {

// About 15 MB of hanzi outlines, more than the characters of a batch's records.
constexpr std::size_t kOutlineCapacity = 8192;

GlyphOutlines& shared_outlines() {
  static GlyphOutlines outlines(kOutlineCapacity);
  return outlines;
}

class PixelPainter final : public canvas::Painter {
 public:
  using Painter::Painter;

 private:
  // Glyphs are filled as outlines because cairo 1.16 puts its glyph bitmaps on whole pixels, which
  // is up to 0.13 mm away at 96 dpi.
  void draw_glyphs(const sheet::GlyphRun& run) override {
    const auto outlines = shared_outlines().of(run);
    const double scale = run.size / run.face->units_per_em;
    cairo_new_path(cr());
    for (std::size_t i = 0; i < outlines.size(); ++i) {
      cairo_save(cr());
      cairo_translate(cr(), run.glyphs[i].at.x, run.glyphs[i].at.y);
      cairo_scale(cr(), scale, -scale);
      add_outline(*outlines[i]);
      cairo_restore(cr());
    }
    set_color(run.color);
    cairo_fill(cr());
  }

  void draw_image(const sheet::Image& image) override {
    const auto picture = canvas::picture_surface(image);
    // GOOD averages over the area when it makes smaller; PAD keeps the edges opaque.
    canvas::fill_with_surface(cr(), image.box, picture.surface.get(), picture.from_page,
                              CAIRO_FILTER_GOOD, CAIRO_EXTEND_PAD);
  }

  void draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid) override;
  void clip_group(const sheet::Group& group) override;
};

void PixelPainter::draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid) {
  cairo_matrix_t matrix;
  cairo_get_matrix(cr(), &matrix);
  if (matrix.xy != 0 || matrix.yx != 0) {
    fill_and_stroke(path);  // A turned symbol has no whole pixels to lie on.
    return;
  }
  Point centre = grid.box.centre();
  cairo_user_to_device(cr(), &centre.x, &centre.y);
  Point side{grid.box.width, grid.box.height};
  cairo_user_to_device_distance(cr(), &side.x, &side.y);

  // A box of exactly n pixels a module must not lose one to the last digit.
  constexpr double kDust = 1e-6;
  const double module = std::max(1.0, std::floor(std::min(side.x, side.y) / grid.count + kDust));
  const Point origin{std::round(centre.x - module * grid.count / 2),
                     std::round(centre.y - module * grid.count / 2)};
  sheet::Path snapped = path;
  for (Point& p : snapped.outline.points) {
    p.x = origin.x + module * std::round((p.x - grid.box.x) / grid.box.width * grid.count);
    p.y = origin.y + module * std::round((p.y - grid.box.y) / grid.box.height * grid.count);
  }
  cairo_save(cr());
  cairo_identity_matrix(cr());  // Every edge is on a whole pixel now: nothing is left to smooth.
  fill_and_stroke(snapped);
  cairo_restore(cr());
}

// A seal is a fiftieth of its page, and blending all of the page would take 50 ms at 300 dpi. The
// clip is of whole pixels and holds all the ink, so that it changes none of them.
void PixelPainter::clip_group(const sheet::Group& group) {
  const canvas::SurfacePtr recording(
      cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  const canvas::CairoPtr recorder(cairo_create(recording.get()));
  cairo_matrix_t matrix;
  cairo_get_matrix(cr(), &matrix);
  cairo_set_matrix(recorder.get(), &matrix);
  PixelPainter(recorder.get()).draw(group.items);
  canvas::throw_if_failed(cairo_status(recorder.get()));

  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  cairo_recording_surface_ink_extents(recording.get(), &x, &y, &width, &height);
  const double left = std::floor(x);
  const double top = std::floor(y);
  cairo_identity_matrix(cr());
  cairo_rectangle(cr(), left, top, std::ceil(x + width) - left, std::ceil(y + height) - top);
  cairo_clip(cr());
  cairo_set_matrix(cr(), &matrix);
}

void draw_items(Pixels& pixels, const sheet::Sheet& sheet, const Resolution& resolution,
                bool in_base) {
  // ARGB32 and not RGB24: opaque paper stays 0xff by arithmetic, while RGB24 leaves its fourth byte
  // undefined.
  const canvas::SurfacePtr surface(cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixels.data.data()), CAIRO_FORMAT_ARGB32, pixels.width,
      pixels.height, cairo_format_stride_for_width(CAIRO_FORMAT_ARGB32, pixels.width)));
  const canvas::CairoPtr cr(cairo_create(surface.get()));
  const double px_per_mm = resolution.dpi / kMmPerInch;
  cairo_scale(cr.get(), px_per_mm, px_per_mm);
  PixelPainter painter(cr.get());
  for (const auto& item : sheet.items) {
    if (item->in_base == in_base) {
      painter.draw(*item);
    }
  }
  cairo_surface_flush(surface.get());
  canvas::throw_if_failed(cairo_status(cr.get()));
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
