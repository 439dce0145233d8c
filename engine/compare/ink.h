// The ink of one element, gathered from a dump and placed on the page.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../sheet/dump_reader.h"

namespace certpress::compare {

struct PlacedRun {
  const sheet::TextMark* mark = nullptr;
  std::vector<Point> pens;  // of its glyphs, on the page
  Rect box;                 // em boxes of its glyphs
};

struct PlacedPath {
  const sheet::PathMark* mark = nullptr;
  Rect box;
};

struct PlacedImage {
  const sheet::ImageMark* mark = nullptr;
  Rect box;
};

// All runs, paths, pictures and groups of an element, or of its fixed or variable part, in drawing
// order. Points into the sheet that it was gathered from.
struct Ink {
  std::vector<PlacedRun> runs;
  std::vector<PlacedPath> paths;
  std::vector<PlacedImage> images;
  std::vector<const sheet::GroupMark*> groups;
  std::set<std::string> layers;
  std::vector<Rect> bounds;
  bool variable = false;  // some of it comes from the record

  void add(const sheet::DumpedItem& item);
  // Around everything; nothing when no ink is left.
  [[nodiscard]] std::optional<Rect> box() const;
  // Of each piece of ink.
  [[nodiscard]] std::vector<Rect> boxes() const;
  [[nodiscard]] std::string text() const;
  // How many baselines there are; 0 when it is not set in lines.
  [[nodiscard]] int lines() const;

 private:
  void add(const sheet::Mark& mark, const Transform& to_page);
};

// Elements in drawing order of their first items.
struct ElementInk {
  std::string name;
  Ink fixed;
  Ink variable;

  [[nodiscard]] Ink whole() const;
};
std::vector<ElementInk> gather(const sheet::DumpedSheet& sheet);

}  // namespace certpress::compare
