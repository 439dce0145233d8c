// The fonts that a document embeds: each holds the glyphs that were shown, and no others.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "../sheet/font_face.h"
#include "glyph_programs.h"
#include "objects.h"

namespace certpress::pdf {

// What a content stream shows a glyph by.
struct ShownGlyph {
  int font = 0;  // number of the font's object
  std::uint16_t code = 0;
  double advance = 0;  // em, from this glyph's origin to that of the next code
};

class FontSet {
 public:
  FontSet(GlyphPrograms& programs, Objects& objects) : programs_(programs), objects_(objects) {}

  // The glyph's code, the same one each time. `text` is what is copied for it: a glyph that stands
  // for two texts has two codes. `advance` in em takes the place of the glyph's own when it is not
  // 0: characters that stand apart are one word for a reader only when nothing lies between them.
  ShownGlyph show(const std::shared_ptr<const sheet::FontFace>& face, std::uint32_t glyph,
                  std::string_view text, double advance = 0);
  // The glyph's own advance, em.
  double advance(const std::shared_ptr<const sheet::FontFace>& face, std::uint32_t glyph);
  // Writes the objects of all fonts. Once, when nothing more will be shown.
  void write();

 private:
  struct Key {
    std::uint32_t glyph = 0;
    int advance = 0;  // thousandths of an em; 0 for the glyph's own
    std::string text;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    std::uint32_t glyph = 0;
    std::shared_ptr<const GlyphProgram> program;
    int width = 0;  // program units
    std::string text;
  };
  struct Font {
    int number = 0;
    std::shared_ptr<const FaceProgram> face;
    std::vector<Entry> glyphs;  // of code 1 and on
    std::unordered_map<Key, std::uint16_t, KeyHash> codes;
  };

  Font& font_for(const std::shared_ptr<const sheet::FontFace>& face);
  void write(const Font& font);

  GlyphPrograms& programs_;
  Objects& objects_;
  std::vector<std::unique_ptr<Font>> fonts_;  // in the order of their first use
  // The font of each face that still has free codes.
  std::map<std::shared_ptr<const sheet::FontFace>, Font*> open_;
};

}  // namespace certpress::pdf
