// Lines and shapes: line, rectangle, circle, star, path.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "element_parser.h"
#include "path_data.h"

namespace certpress::parse {

namespace {

std::vector<Key> line_keys() {
  return joined({boxless_element_keys(),
                 {{.name = "from",
                   .type = Type::kPoint,
                   .unit = Unit::kMm,
                   .required = true,
                   .says = "One end.",
                   .example = "[20, 40]"},
                  {.name = "to",
                   .type = Type::kPoint,
                   .unit = Unit::kMm,
                   .required = true,
                   .says = "The other end.",
                   .example = "[190, 40]"},
                  {.name = "stroke",
                   .type = Type::kMapping,
                   .table = stroke_table,
                   .says = "Colour and width of the line.",
                   .example = "{\"color\": \"rule\", \"width\": 0.5}"}}});
}

model::ElementContent read_line(MappingReader& keys, model::Element& element) {
  const Point a = keys.point("from");
  const Point b = keys.point("to");
  element.box = {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
  const Stroke stroke = read_stroke(keys, "stroke");
  return model::LineElement{a, b, stroke};
}

std::vector<Key> shape_keys() {
  return joined({element_keys(),
                 {{.name = "fill",
                   .type = Type::kColor,
                   .says = "Colour of the inside; none without it.",
                   .example = "\"#2E6B4F\""},
                  {.name = "stroke",
                   .type = Type::kMapping,
                   .table = stroke_table,
                   .says = "The line around it; none without it.",
                   .example = "{\"color\": \"rule\", \"width\": 0.5}"}}});
}

std::vector<Key> star_keys() {
  return joined({shape_keys(),
                 {{.name = "points",
                   .type = Type::kInteger,
                   .fallback = "5",
                   .minimum = 3,
                   .maximum = 100,
                   .says = "How many."},
                  {.name = "inner_radius",
                   .type = Type::kNumber,
                   .fallback = "0.382",
                   .minimum = 0.01,
                   .maximum = 1,
                   .says = "Share of the outer radius."}}});
}

std::vector<Key> path_keys() {
  return joined({shape_keys(),
                 {{.name = "d",
                   .type = Type::kPathData,
                   .required = true,
                   .says = "SVG path data in mm from the box's corner; stays inside the box.",
                   .example = "\"M 0 0 L 10 0 L 5 8 Z\""}}});
}

model::ShapeElement read_shape(MappingReader& keys, model::ShapeKind kind) {
  model::ShapeElement shape;
  shape.kind = kind;
  if (keys.has("fill")) {
    shape.fill = keys.color("fill");
  }
  if (keys.has("stroke")) {
    shape.stroke = read_stroke(keys, "stroke");
  }
  if (!shape.fill && !shape.stroke) {
    keys.scope().findings.error("template/missing-key", keys.offset(),
                                {"the shape has neither 'fill' nor 'stroke' and would not be seen",
                                 "图形既无 fill 也无 stroke，无法显示"});
  }
  return shape;
}

model::ElementContent read_rectangle(MappingReader& keys, model::Element& /*element*/) {
  return read_shape(keys, model::ShapeKind::kRectangle);
}

model::ElementContent read_circle(MappingReader& keys, model::Element& /*element*/) {
  return read_shape(keys, model::ShapeKind::kCircle);
}

model::ElementContent read_star(MappingReader& keys, model::Element& /*element*/) {
  model::ShapeElement star = read_shape(keys, model::ShapeKind::kStar);
  star.points = keys.integer("points");
  star.inner_radius = keys.number("inner_radius");
  return star;
}

model::ElementContent read_path(MappingReader& keys, model::Element& element) {
  model::ShapeElement shape = read_shape(keys, model::ShapeKind::kPath);
  const YamlNode* data = keys.find("d");
  if (data == nullptr) {
    return shape;
  }
  if (!data->is_scalar()) {
    static_cast<void>(keys.text("d"));  // reports its type
    return shape;
  }
  auto parsed = parse_path_data(data->text);
  if (const auto* problem = std::get_if<PathDataProblem>(&parsed)) {
    Findings& findings = keys.scope().findings;
    findings.error("template/bad-path-data",
                   offset_in_scalar(findings.source(), *data, problem->index), problem->message);
    return shape;
  }
  shape.path = std::get<Outline>(std::move(parsed));
  if (element.box.width == 0) {
    return shape;
  }
  const Rect drawn = bounds(shape.path);
  check_inside_box(keys, "d",
                   std::max({-drawn.x, -drawn.y, drawn.right() - element.box.width,
                             drawn.bottom() - element.box.height}));
  return shape;
}

}  // namespace

std::vector<ElementType> shape_element_types() {
  return {
      {{"line", "A straight line.", {"a line", "元素 line ", line_keys()}}, read_line},
      {{"rectangle", "Fills the box.", {"a rectangle", "元素 rectangle ", shape_keys()}},
       read_rectangle},
      {{"circle", "The ellipse that the box holds.", {"a circle", "元素 circle ", shape_keys()}},
       read_circle},
      {{"star",
        "A star around the centre of the box, one point upwards.",
        {"a star", "元素 star ", star_keys()}},
       read_star},
      {{"path", "Any outline.", {"a path", "元素 path ", path_keys()}}, read_path},
  };
}

}  // namespace certpress::parse
