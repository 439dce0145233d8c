#include "outline.h"

namespace certpress {

void Outline::move_to(Point p) {
  verbs.push_back(Verb::kMove);
  points.push_back(p);
}

void Outline::line_to(Point p) {
  verbs.push_back(Verb::kLine);
  points.push_back(p);
}

void Outline::curve_to(Point control1, Point control2, Point end) {
  verbs.push_back(Verb::kCurve);
  points.insert(points.end(), {control1, control2, end});
}

void Outline::close() { verbs.push_back(Verb::kClose); }

void Outline::add_rect(const Rect& rect) {
  move_to({rect.x, rect.y});
  line_to({rect.right(), rect.y});
  line_to({rect.right(), rect.bottom()});
  line_to({rect.x, rect.bottom()});
  close();
}

void Outline::add_ellipse(const Rect& box) {
  // Control points of a quarter circle: 4/3 (sqrt 2 - 1); the radius errs by less than 0.03 %.
  constexpr double kQuarter = 0.5522847498;
  const Point c = box.centre();
  const double rx = box.width / 2;
  const double ry = box.height / 2;
  const double kx = rx * kQuarter;
  const double ky = ry * kQuarter;
  move_to({c.x + rx, c.y});
  curve_to({c.x + rx, c.y + ky}, {c.x + kx, c.y + ry}, {c.x, c.y + ry});
  curve_to({c.x - kx, c.y + ry}, {c.x - rx, c.y + ky}, {c.x - rx, c.y});
  curve_to({c.x - rx, c.y - ky}, {c.x - kx, c.y - ry}, {c.x, c.y - ry});
  curve_to({c.x + kx, c.y - ry}, {c.x + rx, c.y - ky}, {c.x + rx, c.y});
  close();
}

}  // namespace certpress
