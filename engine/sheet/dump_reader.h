// A dump read back: what it tells of a sheet, for comparing an old sheet with a new one.
//
// A dump says less than its sheet: a long outline is a fingerprint, a picture too.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "../base/geometry.h"
#include "../base/outline.h"
#include "sheet.h"

namespace certpress::sheet {

struct TextMark {
  std::string text;
  std::string face;  // id of the font file
  double size = 0;   // mm per em
  std::string color;
  std::vector<Glyph> glyphs;
};

struct PathMark {
  std::string fill;    // empty: none
  std::string stroke;  // colour; empty: none
  double stroke_width = 0;
  int modules = 0;  // on a side, of a two-dimensional code; else 0
  Rect grid;        // of the code
  Outline outline;  // empty when the dump has only its fingerprint
  std::string fingerprint;
  Rect extent;
};

struct ImageMark {
  std::string picture;  // format, pixels and fingerprint
  Rect source;
  Rect box;
};

struct Mark;

struct GroupMark {
  double opacity = 1;
  std::string blend;
  Transform transform;
  std::vector<Mark> marks;
};

struct Mark {
  std::variant<TextMark, PathMark, ImageMark, GroupMark> content;
};

struct DumpedItem {
  std::string element;
  bool variable = false;
  std::string layer;
  Rect bounds;
  Mark mark;
};

struct DumpedSheet {
  std::string template_id;
  std::string template_version;
  std::string title;
  Size page;
  std::vector<DumpedItem> items;
};

// Throws Refused (sheet/unreadable, with the line) when the text is no dump. `name` is what
// messages call it.
DumpedSheet read_dump(std::string_view dump, const std::string& name);

}  // namespace certpress::sheet
