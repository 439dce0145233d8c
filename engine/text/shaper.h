// A string becomes clusters of positioned glyphs, measured in em. Nothing here knows sizes, boxes
// or pages, nor where a line may break.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "font_book.h"

namespace certpress::text {

struct ShapedGlyph {
  std::uint32_t id = 0;
  double dx = 0;       // em, from the pen to the glyph's origin
  double dy = 0;       // em, downwards
  double advance = 0;  // em
};

struct ShapedCluster {
  std::size_t begin = 0;   // byte offset in the text
  std::size_t length = 0;  // bytes
  const OpenFace* face = nullptr;
  std::uint32_t first_glyph = 0;  // in ShapedText::glyphs
  std::uint32_t glyph_count = 0;
  double advance = 0;              // em
  bool is_space = false;           // hangs over the end of a line and is not drawn there
  bool must_break_before = false;  // a newline stood before it; newlines make no cluster
};

// A character that no font of the chain can draw.
struct MissingCharacter {
  char32_t character = 0;
  std::size_t offset = 0;  // byte offset in the text
};

struct ShapedText {
  std::string text;
  std::string role;
  std::vector<ShapedCluster> clusters;
  std::vector<ShapedGlyph> glyphs;        // of all clusters, in order
  std::vector<MissingCharacter> missing;  // when not empty the clusters are incomplete

  [[nodiscard]] std::span<const ShapedGlyph> glyphs_of(const ShapedCluster& cluster) const {
    return std::span(glyphs).subspan(cluster.first_glyph, cluster.glyph_count);
  }
};

// `text` is valid UTF-8 in NFC.
ShapedText shape(const FontBook& fonts, std::string_view text, std::string_view role);

}  // namespace certpress::text
