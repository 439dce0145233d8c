#include "painter.h"

#include <variant>

namespace certpress::canvas {

void Painter::draw(const sheet::Items& items) {
  for (const auto& item : items) {
    draw(*item);
  }
}

void Painter::draw(const sheet::Item& item) {
  // No branch for "anything else": a new kind of item shall not compile until it is drawn.
  std::visit([this](const auto& content) { draw_content(content); }, item.content);
}

void Painter::draw_content(const sheet::Path& path) {
  if (path.modules) {
    draw_modules(path, *path.modules);
  } else {
    fill_and_stroke(path);
  }
}

void Painter::draw_content(const sheet::Group& group) {
  const bool composed = group.is_composed();
  cairo_save(cr_);
  const Transform& t = group.transform;
  const cairo_matrix_t matrix{t.xx, t.yx, t.xy, t.yy, t.x0, t.y0};
  cairo_transform(cr_, &matrix);
  if (composed) {
    clip_group(group);
    cairo_push_group(cr_);
  }
  draw(group.items);
  if (composed) {
    cairo_pop_group_to_source(cr_);
    if (group.blend == sheet::Blend::kMultiply) {
      cairo_set_operator(cr_, CAIRO_OPERATOR_MULTIPLY);
    }
    cairo_paint_with_alpha(cr_, group.opacity);
  }
  cairo_restore(cr_);
}

void Painter::set_color(const Color& color) {
  cairo_set_source_rgba(cr_, color.red / 255.0, color.green / 255.0, color.blue / 255.0,
                        color.alpha);
}

void Painter::add_outline(const sheet::Outline& outline) {
  const Point* p = outline.points.data();
  for (const auto verb : outline.verbs) {
    switch (verb) {
      case sheet::Outline::Verb::kMove:
        cairo_move_to(cr_, p[0].x, p[0].y);
        p += 1;
        break;
      case sheet::Outline::Verb::kLine:
        cairo_line_to(cr_, p[0].x, p[0].y);
        p += 1;
        break;
      case sheet::Outline::Verb::kCurve:
        cairo_curve_to(cr_, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        p += 3;
        break;
      case sheet::Outline::Verb::kClose:
        cairo_close_path(cr_);
        break;
    }
  }
}

void Painter::fill_and_stroke(const sheet::Path& path) {
  cairo_new_path(cr_);
  add_outline(path.outline);
  if (path.fill) {
    set_color(*path.fill);
    cairo_fill_preserve(cr_);
  }
  if (path.stroke) {
    set_color(path.stroke->color);
    cairo_set_line_width(cr_, path.stroke->width);
    cairo_stroke_preserve(cr_);
  }
  cairo_new_path(cr_);
}

}  // namespace certpress::canvas
