#include "places.h"

#include <algorithm>
#include <limits>
#include <variant>

#include <fmt/format.h>

namespace certpress::lint {

namespace {

// What an output may be off by (0.05 mm) is none of our business.
constexpr double kToleranceMm = 0.05;

using model::Element;
using model::Objection;

double frame_width(const model::ImageElement& image) {
  return image.frame ? image.frame->width : 0;
}

// From the edge of the box to the outermost ink.
double least_inset(const model::BorderElement& border) {
  double least = std::numeric_limits<double>::infinity();
  for (const model::BorderElement::Rule& rule : border.rules) {
    least = std::min(least, rule.inset - rule.stroke.width / 2);
  }
  if (border.band) {
    least = std::min(least,
                     border.band->inset - border.band->amplitude - border.band->stroke.width / 2);
  }
  if (border.rosette) {
    least = std::min(
        least, border.rosette->inset - border.rosette->radius - border.rosette->stroke.width / 2);
  }
  return least;
}

// What an element needs for itself.
Rect clear_box(const Element& element) {
  if (const auto* code = std::get_if<model::CodeElement>(&element.content)) {
    return element.box.grown(code->quiet_zone * code->min_module);
  }
  const auto* image = std::get_if<model::ImageElement>(&element.content);
  return image != nullptr ? element.box.grown(frame_width(*image)) : element.box;
}

// Where an element may leave ink; nothing when it leaves none.
std::optional<Rect> inked_box(const Element& element) {
  if (const auto* border = std::get_if<model::BorderElement>(&element.content)) {
    const double inset = least_inset(*border);
    return inset < std::numeric_limits<double>::infinity()
               ? std::optional(element.box.grown(-inset))
               : std::nullopt;
  }
  if (const auto* rose = std::get_if<model::GuillocheElement>(&element.content)) {
    const Point centre = element.box.centre();
    return Rect{centre.x, centre.y, 0, 0}.grown(rose->outer_radius + rose->stroke.width / 2);
  }
  const auto* image = std::get_if<model::ImageElement>(&element.content);
  return image != nullptr ? element.box.grown(frame_width(*image)) : element.box;
}

bool may_not_meet(const Element& lower, const Element& upper) {
  const bool on_its_ground = may_be_ground(lower) && lower.box.contains(clear_box(upper));
  return must_keep_clear(lower) && must_keep_clear(upper) && !on_its_ground;
}

bool is_seal_on_code(const Element& seal, const Element& code) {
  return std::holds_alternative<model::SealElement>(seal.content) &&
         std::holds_alternative<model::CodeElement>(code.content);
}

void judge_overlap(const Element& lower, const Element& upper, Findings& found) {
  const double by = clear_box(lower).depth_in(clear_box(upper));
  if (by > kToleranceMm) {
    found.push_back({&upper,
                     Objection::kOverlap,
                     "lint/overlap",
                     {fmt::format("its box lies over that of {} by {:.2f} mm", lower.name, by),
                      fmt::format("与元素 {} 的框重叠 {:.2f} 毫米", lower.name, by)},
                     {}});
  }
}

}  // namespace

void find_overlaps(const model::Template& of, Findings& found) {
  for (auto later = of.elements.begin(); later != of.elements.end(); ++later) {
    for (auto earlier = of.elements.begin(); earlier != later; ++earlier) {
      // Seals are drawn last, wherever they stand in the file.
      if (is_seal_on_code(*earlier, *later)) {
        judge_overlap(*later, *earlier, found);
      } else if (is_seal_on_code(*later, *earlier) || may_not_meet(*earlier, *later)) {
        judge_overlap(*earlier, *later, found);
      }
    }
  }
}

void find_outside_margin(const model::Template& of, Findings& found) {
  const Rect printable = Rect{0, 0, of.page.width, of.page.height}.grown(-kPrintableMarginMm);
  for (const Element& element : of.elements) {
    const auto box = inked_box(element);
    const double by =
        box ? std::max({printable.x - box->x, printable.y - box->y,
                        box->right() - printable.right(), box->bottom() - printable.bottom()})
            : 0;
    if (by > kToleranceMm) {
      found.push_back(
          {&element,
           Objection::kMargin,
           "lint/outside-margin",
           {fmt::format("it reaches {:.2f} mm into the margin of {:g} mm that printers leave blank",
                        by, kPrintableMarginMm),
            fmt::format("超入打印机无法打印的 {:g} 毫米页边 {:.2f} 毫米", kPrintableMarginMm, by)},
           {}});
    }
  }
}

}  // namespace certpress::lint
