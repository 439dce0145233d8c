// Glyphs -> a CID-keyed font program in the Compact Font Format (Adobe Technical Note 5176).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certpress::pdf {

struct CffGlyph {
  std::string_view charstring;  // without its width
  int width = 0;                // program units
};

struct CffFont {
  std::string name;
  int units_per_em = 1000;
  // Around all glyphs, program units: left, bottom, right, top.
  int box[4] = {0, 0, 0, 0};
  // CID 1 and on; CID 0 is .notdef, which is empty. At most 65,534.
  std::vector<CffGlyph> glyphs;
};

std::string cff_program(const CffFont& font);

}  // namespace certpress::pdf
