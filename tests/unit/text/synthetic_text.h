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

// Every character is one em wide and one cluster. '|' allows a break, '\n' forces one.
inline ShapedText synthetic_text(std::u32string_view pattern) {
  ShapedText text;
  bool may = false;
  bool must = false;
  for (const char32_t c : pattern) {
    if (c == U'|' || c == U'\n') {
      (c == U'|' ? may : must) = true;
      continue;
    }
    ShapedCluster cluster;
    cluster.begin = text.text.size();
    append_utf8(text.text, c);
    cluster.length = text.text.size() - cluster.begin;
    cluster.face = &synthetic_face();
    cluster.glyphs = {{static_cast<std::uint32_t>(c), 0, 0, 1}};
    cluster.advance = 1;
    cluster.is_space = c == U' ';
    cluster.may_break_before = may;
    cluster.must_break_before = must;
    may = must = false;
    text.clusters.push_back(std::move(cluster));
  }
  return text;
}

// `count` hanzi, breakable everywhere.
inline ShapedText synthetic_hanzi(std::size_t count) {
  std::u32string pattern;
  for (std::size_t i = 0; i < count; ++i) {
    pattern += U"|文";
  }
  ShapedText text = synthetic_text(pattern);
  text.clusters.front().may_break_before = false;
  return text;
}

}  // namespace certpress::text
