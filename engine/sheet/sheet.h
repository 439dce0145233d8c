// The waist: a sheet is a flat list of few kinds of positioned items. Layout makes it, every output
// draws it, and nothing is decided behind it: no font is chosen, no line broken, no length left but
// millimetres from the top left corner of the page.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "../base/geometry.h"
#include "../base/layer.h"
#include "../base/outline.h"
#include "../base/paint.h"
#include "../base/picture.h"
#include "font_face.h"

namespace certpress::sheet {

using certpress::Outline;

struct Glyph {
  std::uint32_t id = 0;
  Point at;  // origin on the baseline
};

// The next `bytes` of a run's text are shown by its next `glyphs` glyphs. Characters that stand
// apart (spread labels, tracked titles) share one cluster, so that they are copied as one word.
struct Cluster {
  std::uint32_t bytes = 0;
  std::uint32_t glyphs = 0;
};

// Glyphs of one face and size. Clusters cover all of the text and all of the glyphs, in order.
struct GlyphRun {
  std::shared_ptr<const FontFace> face;
  double size = 0;  // mm per em
  Color color;
  std::string text;  // UTF-8
  std::vector<Glyph> glyphs;
  std::vector<Cluster> clusters;
};

// The modules of a two-dimensional code lie on a grid. An output with pixels gives every module the
// same whole number of them (the largest that fits the box) and keeps the centre of the box.
struct ModuleGrid {
  Rect box;       // of the whole symbol, without quiet zone
  int count = 0;  // modules on a side
};

struct Path {
  Outline outline;
  std::optional<Color> fill;  // non-zero winding
  std::optional<Stroke> stroke;
  std::optional<ModuleGrid> modules;
};

struct Image {
  std::shared_ptr<const Picture> picture;
  Rect source;  // pixels of the upright picture that are shown
  Rect box;     // where they are shown
};

enum class Blend { kNormal, kMultiply };

struct Item;
using Items = std::vector<std::shared_ptr<const Item>>;

// Items that are transformed, faded or blended as one.
struct Group {
  Transform transform;  // from the group's coordinates to the page's
  double opacity = 1;
  Blend blend = Blend::kNormal;
  Items items;

  // Must be drawn for itself before it is put on what lies below: not only transformed.
  [[nodiscard]] bool is_composed() const { return opacity < 1 || blend != Blend::kNormal; }
};

enum class Variability { kStatic, kVariable };

struct Item {
  std::string element;  // name of the template's element it came from
  Variability variability = Variability::kStatic;
  // No record changes how the item looks, though a record may leave it out (`when`).
  bool fixed = true;
  Layer layer = Layer::kStock;
  // The most that the item may touch on the page. For a variable item the element's declared box:
  // the same for every record.
  Rect bounds;
  // Static, and below no variable item: may be drawn once, before all variable items.
  bool in_base = false;
  // The template's seal: a group, blended as a whole. An output that can be signed makes it the
  // visible signature.
  bool seal = false;
  std::variant<GlyphRun, Path, Image, Group> content;
};

// Of a sheet that is cut after printing: what is left, and how far ink reaches beyond that (PDF's
// TrimBox and BleedBox, ISO 32000-1, 14.11.2).
struct CutBoxes {
  Rect trim;
  Rect bleed;
};

struct Sheet {
  Size page;  // mm
  std::string title;
  std::string template_id;
  std::string template_version;
  Items items;  // in drawing order
  std::optional<CutBoxes> cut{};
};

// The smallest box around all points of the outline: its ink, and a little more where it curves.
Rect extent(const Outline& outline);

// The sheet without the items of the other layer.
Sheet only(const Sheet& sheet, Layer layer);

// Both layers as they come to lie on paper: the stock pale, and all ink above it. For eyes only.
Sheet proof(const Sheet& sheet);

// The sheet with its seal as any other ink: only a whole certificate can be signed.
Sheet without_signature(const Sheet& sheet);

// The seal that a signature takes its appearance and its place from; null when there is none.
const Item* signature_seal(const Sheet& sheet);

// Stable text, one item a line and what is inside a group indented: for people, diffs and goldens.
std::string dump(const Sheet& sheet);

}  // namespace certpress::sheet
