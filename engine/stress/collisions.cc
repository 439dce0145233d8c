#include "collisions.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "../raster/glyph_outlines.h"

namespace certpress::stress {

namespace {

// What an output may be off by (0.05 mm) is no collision.
constexpr double kToleranceMm = 0.05;
// More than one certificate has glyphs.
constexpr std::size_t kKeptOutlines = 4096;

// The smallest box around everything added.
class Extent {
 public:
  void add(Point point) {
    left_ = std::min(left_, point.x);
    top_ = std::min(top_, point.y);
    right_ = std::max(right_, point.x);
    bottom_ = std::max(bottom_, point.y);
  }
  void add(const Rect& rect) {
    add(Point{rect.x, rect.y});
    add(Point{rect.right(), rect.bottom()});
  }
  [[nodiscard]] std::optional<Rect> box() const {
    return left_ <= right_ ? std::optional(Rect{left_, top_, right_ - left_, bottom_ - top_})
                           : std::nullopt;
  }

 private:
  double left_ = std::numeric_limits<double>::infinity();
  double top_ = left_;
  double right_ = -left_;
  double bottom_ = -left_;
};

// The box of an item's ink. Control points stand for curves: a little more than the ink.
class InkMeter {
 public:
  std::optional<Rect> box(const sheet::Item& item) {
    return std::visit([this](const auto& content) { return box_of(content); }, item.content);
  }

 private:
  std::optional<Rect> box_of(const sheet::GlyphRun& run) {
    const auto shapes = outlines_.of(run);
    const double scale = run.size / run.face->units_per_em;
    Extent extent;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      for (const Point& point : shapes[i]->points) {
        const Point at = run.glyphs[i].at;
        extent.add(Point{at.x + point.x * scale, at.y - point.y * scale});
      }
    }
    return extent.box();
  }

  static std::optional<Rect> box_of(const sheet::Path& path) {
    Extent extent;
    for (const Point& point : path.outline.points) {
      extent.add(point);
    }
    const auto box = extent.box();
    return box && path.stroke ? box->grown(path.stroke->width / 2) : box;
  }

  static std::optional<Rect> box_of(const sheet::Image& image) { return image.box; }

  std::optional<Rect> box_of(const sheet::Group& group) {
    Extent extent;
    for (const auto& item : group.items) {
      if (const auto inside = box(*item)) {
        extent.add(group.transform.bounds(*inside));
      }
    }
    return extent.box();
  }

  raster::GlyphOutlines outlines_{kKeptOutlines};
};

// An element and the boxes of its ink.
struct Inked {
  const model::Element* element;
  std::vector<Rect> boxes;
};

// How deep the two are in each other, mm; 0 when they do not meet.
double depth(const Inked& lower, const Inked& upper) {
  double deepest = 0;
  for (const Rect& a : lower.boxes) {
    for (const Rect& b : upper.boxes) {
      const bool is_ground = may_be_ground(*lower.element) && a.contains(b);
      deepest = is_ground ? deepest : std::max(deepest, a.depth_in(b));
    }
  }
  return deepest;
}

Diagnostic collision(const Inked& lower, const Inked& upper, double by) {
  const model::Element& element = *upper.element;
  Diagnostic out;
  out.code = "stress/collision";
  out.place.file = element.file;
  out.place.line = element.span.line;
  out.place.column = element.span.column;
  out.place.element = element.name;
  out.message = {fmt::format("it lies over the element {} by {:.2f} mm", lower.element->name, by),
                 fmt::format("与元素 {} 重叠 {:.2f} 毫米", lower.element->name, by)};
  return out;
}

}  // namespace

std::vector<Diagnostic> collisions(const model::Template& of, const sheet::Sheet& sheet) {
  InkMeter meter;
  std::vector<Inked> inked;
  for (const model::Element& element : of.elements) {
    if (must_keep_clear(element)) {
      inked.push_back({&element, {}});
    }
  }
  for (const auto& item : sheet.items) {
    const auto owner = std::ranges::find_if(
        inked, [&](const Inked& candidate) { return candidate.element->name == item->element; });
    if (owner != inked.end()) {
      if (const auto box = meter.box(*item)) {
        owner->boxes.push_back(*box);
      }
    }
  }
  std::vector<Diagnostic> found;
  for (auto upper = inked.begin(); upper != inked.end(); ++upper) {
    if (upper->element->allows(model::Objection::kOverlap)) {
      continue;
    }
    for (auto lower = inked.begin(); lower != upper; ++lower) {
      if (const double by = depth(*lower, *upper); by > kToleranceMm) {
        found.push_back(collision(*lower, *upper, by));
      }
    }
  }
  return found;
}

}  // namespace certpress::stress
