// Lines, shapes and security patterns: all of them static paths.
#include "emitter.h"
#include "pattern.h"

namespace certpress::layout {

namespace {

void add_path(sheet::Outline outline, std::optional<Color> fill, std::optional<Stroke> stroke,
              Emitter& out) {
  const double reach = stroke ? stroke->width / 2 : 0;
  const Rect bounds = out.box().grown(reach);
  sheet::Path path;
  path.outline = std::move(outline);
  path.fill = fill;
  path.stroke = stroke;
  out.add(std::move(path), false, bounds);
}

// The path as the author drew it, relative to the box's corner, at its place.
sheet::Outline moved_to(const sheet::Outline& outline, const Rect& box) {
  sheet::Outline moved = outline;
  for (Point& point : moved.points) {
    point.x += box.x;
    point.y += box.y;
  }
  return moved;
}

sheet::Outline outline_of(const model::ShapeElement& shape, const Rect& box) {
  sheet::Outline outline;
  switch (shape.kind) {
    case model::ShapeKind::kRectangle:
      outline.add_rect(box);
      break;
    case model::ShapeKind::kCircle:
      outline.add_ellipse(box);
      break;
    case model::ShapeKind::kStar:
      outline = star(box, shape.points, shape.inner_radius);
      break;
    case model::ShapeKind::kPath:
      outline = moved_to(shape.path, box);
      break;
  }
  return outline;
}

}  // namespace

void lay_out(const model::LineElement& line, Emitter& out) {
  if (out.wants(false)) {
    sheet::Outline outline;
    outline.move_to(line.from);
    outline.line_to(line.to);
    add_path(std::move(outline), std::nullopt, line.stroke, out);
  }
}

void lay_out(const model::ShapeElement& shape, Emitter& out) {
  if (out.wants(false)) {
    add_path(outline_of(shape, out.box()), shape.fill, shape.stroke, out);
  }
}

void lay_out(const model::BorderElement& border, Emitter& out) {
  if (!out.wants(false)) {
    return;
  }
  const Rect& box = out.box();
  for (const model::BorderElement::Rule& rule : border.rules) {
    sheet::Outline outline;
    outline.add_rect(box.grown(-rule.inset));
    add_path(std::move(outline), std::nullopt, rule.stroke, out);
  }
  if (border.band) {
    // The band leaves each corner to its rosette.
    const double corner = border.rosette ? border.rosette->radius : 0;
    add_path(woven_band(box, *border.band, corner), std::nullopt, border.band->stroke, out);
  }
  if (border.rosette) {
    const Rect centres = box.grown(-border.rosette->inset);
    for (const Point centre :
         {Point{centres.x, centres.y}, Point{centres.right(), centres.y},
          Point{centres.right(), centres.bottom()}, Point{centres.x, centres.bottom()}}) {
      add_path(rosette(centre, border.rosette->radius, border.rosette->petals), std::nullopt,
               border.rosette->stroke, out);
    }
  }
}

void lay_out(const model::WavesElement& lines, Emitter& out) {
  if (out.wants(false)) {
    add_path(waves(out.box(), lines), std::nullopt, lines.stroke, out);
  }
}

void lay_out(const model::GuillocheElement& rose, Emitter& out) {
  if (out.wants(false)) {
    add_path(guilloche(out.box().centre(), rose), std::nullopt, rose.stroke, out);
  }
}

}  // namespace certpress::layout
