// Draws a sheet's items with cairo: the part that pixels and PDF have in common.
#pragma once

#include <cairo.h>

#include "../sheet/sheet.h"

namespace certpress::canvas {

// The context's user space is the page in millimetres. A painter belongs to one thread.
class Painter {
 public:
  // The context must outlive the painter.
  explicit Painter(cairo_t* context) : cr_(context) {}
  virtual ~Painter() = default;
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  void draw(const sheet::Items& items);
  void draw(const sheet::Item& item);

 protected:
  virtual void draw_glyphs(const sheet::GlyphRun& run) = 0;
  virtual void draw_image(const sheet::Image& image) = 0;
  virtual void draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid) = 0;
  // Called in the group's coordinates before the group is drawn on a surface of its own, which will
  // be as large as the clip.
  virtual void clip_group(const sheet::Group&) {}

  [[nodiscard]] cairo_t* cr() const { return cr_; }
  void set_color(const Color& color);
  // Adds to the current path; the outline's points are in user space.
  void add_outline(const sheet::Outline& outline);
  void fill_and_stroke(const sheet::Path& path);

 private:
  void draw_content(const sheet::GlyphRun& run) { draw_glyphs(run); }
  void draw_content(const sheet::Path& path);
  void draw_content(const sheet::Image& image) { draw_image(image); }
  void draw_content(const sheet::Group& group);

  cairo_t* cr_;
};

}  // namespace certpress::canvas
