#include "shaper.h"

#include <algorithm>
#include <memory>
#include <string>

#include <hb.h>

#include "../base/harfbuzz.h"
#include "../base/utf8.h"
#include "font_file.h"

namespace certpress::text {

namespace {

constexpr char32_t kMiddleDot = 0xB7;
// GB/T 15834-2011, 5.1: the dot between the parts of a name takes half the room of a character and
// stands in its middle. The fonts' own advances run from 0.33 to 1 em.
constexpr double kMiddleDotEm = 0.5;

// A character with its combining marks and variation selectors: drawn by one face, in one cluster.
struct Unit {
  std::size_t first = 0;  // index of the character
  std::size_t count = 0;
  std::size_t begin = 0;  // byte offset
  std::size_t length = 0;
  bool after_newline = false;
  const OpenFace* face = nullptr;
  hb_script_t script = HB_SCRIPT_HAN;
};

// Includes variation selectors, which are non-spacing marks.
bool is_mark(char32_t c) {
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
      return true;
    default:
      return false;
  }
}

// ASCII is set by the Latin rules of a font, punctuation and symbols by the Han ones.
hb_script_t script_of(char32_t c) {
  const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
  if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN) {
    return script;
  }
  return c < 0x80 ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN;
}

std::vector<Unit> split_units(const std::u32string& characters) {
  std::vector<Unit> units;
  units.reserve(characters.size());
  std::size_t offset = 0;
  bool after_newline = false;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    const std::size_t length = utf8_length(c);
    if (c == U'\n') {
      after_newline = !units.empty();
    } else if (is_mark(c) && !units.empty() && !after_newline) {
      units.back().count += 1;
      units.back().length += length;
    } else {
      units.push_back({.first = i,
                       .count = 1,
                       .begin = offset,
                       .length = length,
                       .after_newline = after_newline,
                       .script = script_of(c)});
      after_newline = false;
    }
    offset += length;
  }
  return units;
}

// Gives each unit its face; what cannot be drawn is reported and left out.
class FacePicker {
 public:
  FacePicker(FontChain fonts, const std::u32string& characters, ShapedText& out)
      : fonts_(fonts), characters_(characters), out_(out) {}

  bool pick(Unit& unit) {
    const std::u32string_view all = std::u32string_view(characters_).substr(unit.first, unit.count);
    unit.face = fonts_.pick(all);
    if (unit.face == nullptr) {
      report(unit, all);
    }
    return unit.face != nullptr;
  }

 private:
  // The base when no face has it; else each mark that has no face together with the base.
  void report(const Unit& unit, std::u32string_view all) {
    const std::size_t known = out_.missing.size();
    std::size_t offset = unit.begin;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::u32string pair = i == 0 ? std::u32string{all[0]} : std::u32string{all[0], all[i]};
      if (fonts_.pick(pair) == nullptr) {
        out_.missing.push_back({all[i], offset});
        if (i == 0) {
          return;
        }
      }
      offset += utf8_length(all[i]);
    }
    if (out_.missing.size() == known) {  // each mark alone has a face, but not all of them one
      out_.missing.push_back({all.back(), offset - utf8_length(all.back())});
    }
  }

  FontChain fonts_;
  const std::u32string& characters_;
  ShapedText& out_;
};

// Sets the dot's ink in the middle of its fixed width, whatever the font's own advance is.
void centre_middle_dot(ShapedCluster& cluster, ShapedText& out) {
  ShapedGlyph& glyph = out.glyphs[cluster.first_glyph];
  hb_glyph_extents_t extents{};
  if (cluster.glyph_count != 1 ||
      hb_font_get_glyph_extents(cluster.face->font, glyph.id, &extents) == 0) {
    return;
  }
  const double em = cluster.face->face->units_per_em;
  const double ink_centre = (extents.x_bearing + extents.width / 2.0) / em;
  glyph.dx = kMiddleDotEm / 2 - ink_centre;
  glyph.advance = kMiddleDotEm;
  cluster.advance = kMiddleDotEm;
}

void append_clusters(hb_buffer_t* buffer, const std::vector<Unit>& units, std::size_t first,
                     std::size_t last, const std::u32string& characters, ShapedText& out) {
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  const OpenFace* face = units[first].face;
  const double em = face->face->units_per_em;
  unsigned glyph = 0;
  for (std::size_t at = first; at < last;) {
    const Unit& unit = units[at];
    ShapedCluster cluster{.begin = unit.begin,
                          .length = unit.length,
                          .face = face,
                          .first_glyph = static_cast<std::uint32_t>(out.glyphs.size()),
                          .is_space = is_space(characters[unit.first]),
                          .must_break_before = unit.after_newline};
    for (; glyph < count && infos[glyph].cluster == at; ++glyph) {
      const hb_glyph_position_t& position = positions[glyph];
      out.glyphs.push_back({.id = infos[glyph].codepoint,
                            .dx = position.x_offset / em,
                            .dy = -position.y_offset / em,
                            .advance = position.x_advance / em});
      cluster.advance += position.x_advance / em;
      ++cluster.glyph_count;
    }
    // A ligature stands for the units up to the next glyph's.
    const std::size_t next = glyph < count ? infos[glyph].cluster : last;
    for (++at; at < next; ++at) {
      cluster.length += units[at].length;
    }
    if (characters[unit.first] == kMiddleDot) {
      centre_middle_dot(cluster, out);
    }
    out.clusters.push_back(cluster);
  }
}

// Units [first, last) have one face and one script, and stand in one line of the text.
void shape_item(hb_buffer_t* buffer, const std::vector<Unit>& units, std::size_t first,
                std::size_t last, const std::u32string& characters, ShapedText& out) {
  static const hb_language_t language = hb_language_from_string("zh-cn", -1);
  hb_buffer_reset(buffer);
  for (std::size_t at = first; at < last; ++at) {
    for (std::size_t i = 0; i < units[at].count; ++i) {
      hb_buffer_add(buffer, characters[units[at].first + i], static_cast<unsigned>(at));
    }
  }
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  // Certificates are set from left to right; scripts that run the other way are not supported.
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, units[first].script);
  hb_buffer_set_language(buffer, language);
  hb_shape(units[first].face->font, buffer, nullptr, 0);
  append_clusters(buffer, units, first, last, characters, out);
}

}  // namespace

ShapedText shape(const FontBook& fonts, std::string_view text, std::string_view role) {
  ShapedText out;
  out.text = text;
  out.role = role;
  const std::u32string characters = to_utf32(text);
  std::vector<Unit> units = split_units(characters);
  FacePicker picker(fonts.chain(role), characters, out);
  std::erase_if(units, [&](Unit& unit) { return !picker.pick(unit); });
  out.clusters.reserve(units.size());
  out.glyphs.reserve(units.size());
  const HbPtr<hb_buffer_t> buffer(hb_buffer_create());
  for (std::size_t first = 0; first < units.size();) {
    std::size_t last = first + 1;
    while (last < units.size() && units[last].face == units[first].face &&
           units[last].script == units[first].script && !units[last].after_newline) {
      ++last;
    }
    shape_item(buffer.get(), units, first, last, characters, out);
    first = last;
  }
  return out;
}

}  // namespace certpress::text
