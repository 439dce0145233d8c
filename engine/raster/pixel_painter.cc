#include "pixel_painter.h"

#include <cmath>

#include "../canvas/picture_surface.h"
#include "glyph_outlines.h"
#include "module_grid.h"

namespace certpress::raster {

// Glyphs are filled as outlines because cairo 1.16 puts its glyph bitmaps on whole pixels, which is
// up to 0.13 mm away at 96 dpi.
void PixelPainter::draw_glyphs(const sheet::GlyphRun& run) {
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

void PixelPainter::draw_image(const sheet::Image& image) {
  const auto picture = canvas::picture_surface(image);
  // GOOD averages over the area when it makes smaller; PAD keeps the edges opaque.
  canvas::fill_with_surface(cr(), image.box, picture.surface.get(), picture.from_page,
                            CAIRO_FILTER_GOOD, CAIRO_EXTEND_PAD);
}

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
  const PixelModules modules(grid, centre, side);
  sheet::Path snapped = path;
  for (Point& p : snapped.outline.points) {
    p = modules.at(p);
  }
  cairo_save(cr());
  cairo_identity_matrix(cr());  // Every edge is on a whole pixel now: nothing is left to smooth.
  fill_and_stroke(snapped);
  cairo_restore(cr());
}

// A seal is a fiftieth of its page, and blending all of the page would take 50 ms at 300 dpi. The
// clip is of whole pixels and holds all the ink, so that it changes none of them.
void PixelPainter::clip_group(const sheet::Group& group) {
  cairo_matrix_t matrix;
  cairo_get_matrix(cr(), &matrix);
  const splice::PixelRect ink =
      inked_pixels(matrix, [&](cairo_t* recorder) { PixelPainter(recorder).draw(group.items); });
  cairo_identity_matrix(cr());
  cairo_rectangle(cr(), ink.left, ink.top, ink.right - ink.left, ink.bottom - ink.top);
  cairo_clip(cr());
  cairo_set_matrix(cr(), &matrix);
}

void paint_pixels(std::uint32_t* pixels, int width, int height, double px_per_mm, Point offset,
                  const std::function<void(cairo_t*)>& draw) {
  // ARGB32 and not RGB24: opaque paper stays 0xff by arithmetic, while RGB24 leaves its fourth byte
  // undefined.
  const canvas::SurfacePtr surface(cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixels), CAIRO_FORMAT_ARGB32, width, height,
      cairo_format_stride_for_width(CAIRO_FORMAT_ARGB32, width)));
  const canvas::CairoPtr cr(cairo_create(surface.get()));
  cairo_translate(cr.get(), -offset.x, -offset.y);
  cairo_scale(cr.get(), px_per_mm, px_per_mm);
  draw(cr.get());
  cairo_surface_flush(surface.get());
  canvas::throw_if_failed(cairo_status(cr.get()));
}

splice::PixelRect inked_pixels(const cairo_matrix_t& matrix,
                               const std::function<void(cairo_t*)>& draw) {
  const canvas::SurfacePtr recording(
      cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  const canvas::CairoPtr recorder(cairo_create(recording.get()));
  cairo_set_matrix(recorder.get(), &matrix);
  draw(recorder.get());
  canvas::throw_if_failed(cairo_status(recorder.get()));
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  cairo_recording_surface_ink_extents(recording.get(), &x, &y, &width, &height);
  return {static_cast<int>(std::floor(x)), static_cast<int>(std::floor(y)),
          static_cast<int>(std::ceil(x + width)), static_cast<int>(std::ceil(y + height))};
}

}  // namespace certpress::raster
