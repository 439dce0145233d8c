#include "content.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "glyph_content.h"
#include "operands.h"

namespace certpress::pdf {

namespace {

bool is_opaque(const Color& color) { return color.alpha >= 1; }

// The verbs of one rectangle, as outlines have it.
constexpr std::array kRectangle{Outline::Verb::kMove, Outline::Verb::kLine, Outline::Verb::kLine,
                                Outline::Verb::kLine, Outline::Verb::kClose};
constexpr std::size_t kRectanglePoints = 4;

// The upright rectangle whose verbs and points begin here.
std::optional<Rect> rectangle_at(const Outline& outline, std::size_t verb, std::size_t point) {
  if (outline.verbs.size() - verb < kRectangle.size() ||
      !std::equal(kRectangle.begin(), kRectangle.end(),
                  outline.verbs.begin() + static_cast<std::ptrdiff_t>(verb))) {
    return std::nullopt;
  }
  const Point* p = outline.points.data() + point;
  if (p[0].y != p[1].y || p[1].x != p[2].x || p[2].y != p[3].y || p[3].x != p[0].x) {
    return std::nullopt;
  }
  return Rect{p[0].x, p[0].y, p[2].x - p[0].x, p[2].y - p[0].y};
}

// How much finer the grid has to be inside of a group that enlarges.
double finer(const Transform& transform) {
  const double scale =
      std::max(std::hypot(transform.xx, transform.yx), std::hypot(transform.xy, transform.yy));
  return scale <= 1 ? 1 : std::pow(10, std::ceil(std::log10(scale)));
}

}  // namespace

Content::Content(ContentContext& context, const Rect& visible, double units)
    : context_(context), visible_(visible), units_(units) {}

long Content::on_grid(double mm) const { return std::lround(mm * units_); }

void Content::add_point(Point p) {
  add_integer(out_, on_grid(p.x));
  add_integer(out_, on_grid(p.y));
}

void Content::draw(const sheet::Items& items) {
  for (const auto& item : items) {
    draw(*item);
  }
}

void Content::draw(const sheet::Item& item) {
  const Piece* piece = context_.find_piece ? context_.find_piece(item) : nullptr;
  if (piece == nullptr) {
    std::visit([this](const auto& content) { draw_content(content); }, item.content);
    return;
  }
  resources_.use_all(piece->resources);
  if (units_ == kFineUnits || piece->operators.empty()) {
    out_ += piece->operators;
    return;
  }
  out_ += "q ";
  add_matrix(out_, Transform::scaling(units_ / kFineUnits));
  out_ += "cm\n";
  out_ += piece->operators;
  out_ += "Q\n";
}

void Content::draw_content(const sheet::GlyphRun& run) {
  if (run.glyphs.empty()) {
    return;
  }
  if (!is_opaque(run.color)) {
    out_ += "q /" + resources_.use_state(run.color.alpha, sheet::Blend::kNormal) + " gs ";
  }
  add_glyphs(out_, run, units_, context_.fonts, resources_);
  if (!is_opaque(run.color)) {
    out_ += "Q\n";
  }
}

void Content::add_outline(const Outline& outline) {
  std::size_t point = 0;
  for (std::size_t verb = 0; verb < outline.verbs.size(); ++verb) {
    if (const auto rect = rectangle_at(outline, verb, point)) {
      // Both corners are rounded, so that neighbours share their edges.
      const long left = on_grid(rect->x);
      const long top = on_grid(rect->y);
      for (const long operand :
           {left, top, on_grid(rect->right()) - left, on_grid(rect->bottom()) - top}) {
        add_integer(out_, operand);
      }
      out_ += "re\n";
      verb += kRectangle.size() - 1;
      point += kRectanglePoints;
      continue;
    }
    const Point* p = outline.points.data() + point;
    switch (outline.verbs[verb]) {
      case Outline::Verb::kMove:
        add_point(p[0]);
        out_ += "m\n";
        point += 1;
        break;
      case Outline::Verb::kLine:
        add_point(p[0]);
        out_ += "l\n";
        point += 1;
        break;
      case Outline::Verb::kCurve:
        add_point(p[0]);
        add_point(p[1]);
        add_point(p[2]);
        out_ += "c\n";
        point += 3;
        break;
      case Outline::Verb::kClose:
        out_ += "h\n";
        break;
    }
  }
}

void Content::paint(const sheet::Path& path, const Color& color, const char* operation) {
  if (!is_opaque(color)) {
    out_ += "q /" + resources_.use_state(color.alpha, sheet::Blend::kNormal) + " gs ";
  }
  add_outline(path.outline);
  out_ += operation;
  out_ += is_opaque(color) ? "\n" : " Q\n";
}

void Content::draw_content(const sheet::Path& path) {
  if (path.modules) {
    draw_modules(path, *path.modules);
    return;
  }
  if (path.fill) {
    add_color(out_, *path.fill);
    out_ += "rg\n";
  }
  if (path.stroke) {
    add_color(out_, path.stroke->color);
    out_ += "RG ";
    add_decimal(out_, path.stroke->width * units_, 2);
    out_ += "w\n";
  }
  // Fill and stroke show through each other when one of them is transparent: painted in turn then.
  if (path.fill && path.stroke && is_opaque(*path.fill) && is_opaque(path.stroke->color)) {
    paint(path, *path.fill, "B");
    return;
  }
  if (path.fill) {
    paint(path, *path.fill, "f");
  }
  if (path.stroke) {
    paint(path, path.stroke->color, "S");
  }
}

// In a grid of modules, whose rectangles are short to write.
void Content::draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid) {
  if (!path.fill) {
    return;
  }
  const double module = grid.box.width / grid.count;
  out_ += "q ";
  if (!is_opaque(*path.fill)) {
    out_ += "/" + resources_.use_state(path.fill->alpha, sheet::Blend::kNormal) + " gs ";
  }
  add_color(out_, *path.fill);
  out_ += "rg ";
  add_matrix(out_, Transform::scaling(module * units_)
                       .then(Transform::translation(grid.box.x * units_, grid.box.y * units_)));
  out_ += "cm\n";
  for (std::size_t verb = 0, point = 0; verb < path.outline.verbs.size();
       verb += kRectangle.size(), point += kRectanglePoints) {
    const auto run = rectangle_at(path.outline, verb, point);
    if (!run) {
      throw std::logic_error("the modules of a code are not rectangles");
    }
    for (const double operand : {(run->x - grid.box.x) / module, (run->y - grid.box.y) / module,
                                 run->width / module, run->height / module}) {
      add_integer(out_, std::lround(operand));
    }
    out_ += "re\n";
  }
  out_ += "f Q\n";
}

void Content::draw_content(const sheet::Image& image) {
  const EmbeddedPicture picture = context_.pictures.embed(image, context_.objects);
  resources_.use_object(picture.number);
  out_ += "q ";
  if (!picture.shows_exactly(image)) {
    const long left = on_grid(image.box.x);
    const long top = on_grid(image.box.y);
    for (const long operand :
         {left, top, on_grid(image.box.right()) - left, on_grid(image.box.bottom()) - top}) {
      add_integer(out_, operand);
    }
    out_ += "re W n ";
  }
  add_matrix(out_, picture.placed(image).then(Transform::scaling(units_)));
  fmt::format_to(std::back_inserter(out_), "cm /R{} Do Q\n", picture.number);
}

void Content::draw_plain(const sheet::Group& group) {
  const Transform& t = group.transform;
  if (t.xx * t.yy == t.xy * t.yx) {
    return;  // Nothing of it has an area.
  }
  const Rect visible = std::exchange(visible_, t.inverse().bounds(visible_));
  const double factor = finer(group.transform);
  const double units = std::exchange(units_, units_ * factor);
  Transform matrix = Transform::scaling(1 / factor).then(group.transform);
  matrix.x0 *= units;
  matrix.y0 *= units;
  out_ += "q ";
  add_matrix(out_, matrix);
  out_ += "cm\n";
  draw(group.items);
  out_ += "Q\n";
  visible_ = visible;
  units_ = units;
}

void Content::draw_content(const sheet::Group& group) {
  if (!group.is_composed()) {
    draw_plain(group);
    return;
  }
  Content inside(context_, visible_, units_);
  inside.draw_plain(group);
  const int form = inside.add_form(kIsolatedGroup);
  const std::string state = resources_.use_state(group.opacity, group.blend);
  resources_.use_object(form);
  fmt::format_to(std::back_inserter(out_), "q /{} gs /R{} Do Q\n", state, form);
}

int Content::add_form(const std::string& entries) const {
  std::string all = "/Type /XObject /Subtype /Form /BBox [ ";
  for (const double side : {visible_.x, visible_.y, visible_.right(), visible_.bottom()}) {
    add_decimal(all, side * units_, 2);
  }
  fmt::format_to(std::back_inserter(all), "] {} /Resources {}", entries, resources_.dictionary());
  return context_.forms.add(all, out_, context_.objects);
}

int Forms::add(const std::string& entries, const std::string& operators, Objects& objects) {
  constexpr std::size_t kMaxKept = 64;
  constexpr std::size_t kLongestKept = 16 << 10;
  const std::string key = entries + operators;
  if (const auto known = numbers_.find(key); known != numbers_.end()) {
    return known->second;
  }
  const int number = objects.reserve();
  objects.add_deflated(number, entries, operators);
  if (key.size() <= kLongestKept) {
    if (numbers_.size() == kMaxKept) {
      numbers_.clear();
    }
    numbers_.emplace(key, number);
  }
  return number;
}

}  // namespace certpress::pdf
