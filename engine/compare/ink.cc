#include "ink.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace certpress::compare {

namespace {

// Two baselines of one line: digits of one dump differ by a micrometre.
constexpr double kSameLineMm = 0.01;

void grow(std::optional<Rect>& box, const Rect& by) { box = box ? box->joined(by) : by; }

// The em box of the engine's baselines: 0.88 em above, 0.12 em below.
Rect em_box(Point pen, double size) { return {pen.x, pen.y - 0.88 * size, size, size}; }

PlacedRun placed(const sheet::TextMark& mark, const Transform& to_page) {
  PlacedRun run{&mark, {}, {}};
  std::optional<Rect> box;
  for (const sheet::Glyph& glyph : mark.glyphs) {
    run.pens.push_back(to_page.apply(glyph.at));
    grow(box, to_page.bounds(em_box(glyph.at, mark.size)));
  }
  run.box = box.value_or(Rect{});
  return run;
}

}  // namespace

void Ink::add(const sheet::DumpedItem& item) {
  layers.insert(item.layer);
  bounds.push_back(item.bounds);
  variable = variable || item.variable;
  add(item.mark, Transform{});
}

void Ink::add(const sheet::Mark& mark, const Transform& to_page) {
  if (const auto* text = std::get_if<sheet::TextMark>(&mark.content)) {
    if (!text->glyphs.empty()) {
      runs.push_back(placed(*text, to_page));
    }
  } else if (const auto* path = std::get_if<sheet::PathMark>(&mark.content)) {
    paths.push_back({path, to_page.bounds(path->extent.grown(path->stroke_width / 2))});
  } else if (const auto* image = std::get_if<sheet::ImageMark>(&mark.content)) {
    images.push_back({image, to_page.bounds(image->box)});
  } else if (const auto* group = std::get_if<sheet::GroupMark>(&mark.content)) {
    groups.push_back(group);
    for (const sheet::Mark& child : group->marks) {
      add(child, group->transform.then(to_page));
    }
  }
}

std::vector<Rect> Ink::boxes() const {
  std::vector<Rect> all;
  for (const PlacedRun& run : runs) {
    all.push_back(run.box);
  }
  for (const PlacedPath& path : paths) {
    all.push_back(path.box);
  }
  for (const PlacedImage& image : images) {
    all.push_back(image.box);
  }
  return all;
}

std::optional<Rect> Ink::box() const {
  std::optional<Rect> all;
  for (const Rect& one : boxes()) {
    grow(all, one);
  }
  return all;
}

std::string Ink::text() const {
  std::string all;
  for (const PlacedRun& run : runs) {
    all += run.mark->text;
  }
  return all;
}

int Ink::lines() const {
  std::vector<double> baselines;
  for (const PlacedRun& run : runs) {
    const double y = run.mark->glyphs.front().at.y;
    for (const sheet::Glyph& glyph : run.mark->glyphs) {
      if (std::abs(glyph.at.y - y) > kSameLineMm) {
        return 0;  // set vertically, or on an arc
      }
    }
    if (std::ranges::none_of(baselines,
                             [&](double other) { return std::abs(other - y) <= kSameLineMm; })) {
      baselines.push_back(y);
    }
  }
  return static_cast<int>(baselines.size());
}

Ink ElementInk::whole() const {
  Ink all = fixed;
  all.runs.insert(all.runs.end(), variable.runs.begin(), variable.runs.end());
  all.paths.insert(all.paths.end(), variable.paths.begin(), variable.paths.end());
  all.images.insert(all.images.end(), variable.images.begin(), variable.images.end());
  all.groups.insert(all.groups.end(), variable.groups.begin(), variable.groups.end());
  all.layers.insert(variable.layers.begin(), variable.layers.end());
  all.bounds.insert(all.bounds.end(), variable.bounds.begin(), variable.bounds.end());
  all.variable = fixed.variable || variable.variable;
  return all;
}

std::vector<ElementInk> gather(const sheet::DumpedSheet& sheet) {
  std::vector<ElementInk> elements;
  std::map<std::string, std::size_t> places;
  for (const sheet::DumpedItem& item : sheet.items) {
    const auto [place, is_new] = places.emplace(item.element, elements.size());
    if (is_new) {
      elements.push_back({item.element, {}, {}});
    }
    ElementInk& element = elements[place->second];
    (item.variable ? element.variable : element.fixed).add(item);
  }
  return elements;
}

}  // namespace certpress::compare
