// Draws items on pixels by cairo. The plain way, exact to what cairo can do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "../canvas/cairo.h"
#include "../canvas/painter.h"
#include "../splice/cells.h"

namespace certpress::raster {

class PixelPainter final : public canvas::Painter {
 public:
  using Painter::Painter;

 private:
  void draw_glyphs(const sheet::GlyphRun& run) override;
  void draw_image(const sheet::Image& image) override;
  void draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid) override;
  void clip_group(const sheet::Group& group) override;
};

// A cairo context over pixels of the caller, which are premultiplied and without padding; its user
// space is the page in millimetres. What is drawn with it lies in the pixels when `draw` returns.
// With `offset` the first pixel is that one of the page.
void paint_pixels(std::uint32_t* pixels, int width, int height, double px_per_mm, Point offset,
                  const std::function<void(cairo_t*)>& draw);

// The whole pixels that the drawing inks, and perhaps a few more; `draw` gets a context as above.
splice::PixelRect inked_pixels(const cairo_matrix_t& matrix,
                               const std::function<void(cairo_t*)>& draw);

}  // namespace certpress::raster
