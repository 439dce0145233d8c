// Shaped text made by hand: what fitting and placing do must not depend on a font.
#pragma once

#include <memory>
#include <string_view>

#include "base/utf8.h"
#include "text/shaper.h"

namespace certpress::text {

inline const OpenFace& synthetic_face(int number = 0) {
  const auto make = [](const char* id) {
    auto face = std::make_shared<sheet::FontFace>();
    face->id = id;
    return OpenFace{std::move(face), nullptr};
  };
  static const OpenFace faces[] = {make("first"), make("second")};
  return faces[number];
}

// Every character is one em wide and one cluster. '\n' forces a break.
inline ShapedText synthetic_text(std::u32string_view characters) {
  ShapedText text;
  bool must = false;
  for (const char32_t c : characters) {
    if (c == U'\n') {
      must = true;
      text.text += '\n';
      continue;
    }
    ShapedCluster cluster;
    cluster.begin = text.text.size();
    append_utf8(text.text, c);
    cluster.length = text.text.size() - cluster.begin;
    cluster.face = &synthetic_face();
    cluster.first_glyph = static_cast<std::uint32_t>(text.glyphs.size());
    cluster.glyph_count = 1;
    cluster.advance = 1;
    cluster.is_space = c == U' ';
    cluster.must_break_before = must;
    must = false;
    text.clusters.push_back(cluster);
    text.glyphs.push_back({static_cast<std::uint32_t>(c), 0, 0, 1});
  }
  return text;
}

// `count` hanzi, breakable everywhere.
inline ShapedText synthetic_hanzi(std::size_t count) {
  return synthetic_text(std::u32string(count, U'文'));
}

}  // namespace certpress::text
