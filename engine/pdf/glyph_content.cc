#include "glyph_content.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "../base/utf8.h"
#include "../cos/object.h"
#include "operands.h"

namespace certpress::pdf {

namespace {

constexpr double kSameLine = 1e-6;  // mm
// Readers take a gap for a blank from 0.1 em (poppler) or 0.15 em (MuPDF) on.
constexpr double kWidestGap = 0.04;     // em
constexpr double kWidestAdvance = 7.5;  // em; more does not fit a font program's numbers

class TextObject {
 public:
  TextObject(std::string& out, const sheet::GlyphRun& run, double units, FontSet& fonts,
             PageResources& resources)
      : out_(out), run_(run), units_(units), fonts_(fonts), resources_(resources) {}

  void write();

 private:
  void write_cluster(std::string_view text, std::span<const sheet::Glyph> glyphs);
  void write_pairs(std::u32string_view characters, std::span<const sheet::Glyph> glyphs,
                   bool on_one_line);
  void show(const sheet::Glyph& glyph, std::string_view text, double advance = 0);
  void move_to(const sheet::Glyph& glyph, int font);
  void end_string();
  void end_array();

  std::string& out_;
  const sheet::GlyphRun& run_;
  double units_;
  FontSet& fonts_;
  PageResources& resources_;
  int font_ = 0;
  bool in_array_ = false;
  bool in_string_ = false;
  double pen_ = 0;   // where the next glyph will lie, mm
  double line_ = 0;  // its baseline
};

void TextObject::end_string() {
  if (in_string_) {
    out_ += '>';
    in_string_ = false;
  }
}

void TextObject::end_array() {
  end_string();
  if (in_array_) {
    out_ += "] TJ\n";
    in_array_ = false;
  }
}

void TextObject::move_to(const sheet::Glyph& glyph, int font) {
  end_array();
  if (font != font_) {
    font_ = font;
    resources_.use_font(font);
    fmt::format_to(std::back_inserter(out_), "/R{} ", font);
    add_decimal(out_, run_.size * units_, 2);
    out_ += "Tf ";
  }
  const long x = std::lround(glyph.at.x * units_);
  out_ += "1 0 0 -1 ";
  add_integer(out_, x);
  add_integer(out_, std::lround(glyph.at.y * units_));
  out_ += "Tm [";
  in_array_ = true;
  pen_ = static_cast<double>(x) / units_;
  line_ = glyph.at.y;
}

void TextObject::show(const sheet::Glyph& glyph, std::string_view text, double advance) {
  const ShownGlyph shown = fonts_.show(run_.face, glyph.id, text, advance);
  if (!in_array_ || shown.font != font_ || std::abs(glyph.at.y - line_) > kSameLine) {
    move_to(glyph, shown.font);
  }
  // Tenths of a thousandth of an em; the pen remembers what was really written, so that rounding
  // does not add up.
  const double back = std::round((pen_ - glyph.at.x) / run_.size * 10'000) / 10;
  if (back != 0) {
    end_string();
    add_decimal(out_, back, 1);
    pen_ -= back * run_.size / 1000;
  }
  if (!in_string_) {
    out_ += '<';
    in_string_ = true;
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out_ += kHex[(shown.code >> shift) & 15U];
  }
  pen_ += shown.advance * run_.size;
}

// One glyph for each character.
void TextObject::write_pairs(std::u32string_view characters, std::span<const sheet::Glyph> glyphs,
                             bool on_one_line) {
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    double advance = 0;
    if (on_one_line && i + 1 < glyphs.size()) {
      const double wanted = (glyphs[i + 1].at.x - glyphs[i].at.x) / run_.size;
      const double gap = wanted - fonts_.advance(run_.face, glyphs[i].id);
      advance = gap > kWidestGap && wanted <= kWidestAdvance ? wanted : 0;
    }
    show(glyphs[i], to_utf8(characters.substr(i, 1)), advance);
  }
}

void TextObject::write_cluster(std::string_view text, std::span<const sheet::Glyph> glyphs) {
  if (glyphs.size() == 1) {
    show(glyphs.front(), text);
    return;
  }
  const std::u32string characters = to_utf32(text);
  const bool paired = characters.size() == glyphs.size();
  const bool on_one_line = std::ranges::all_of(glyphs, [&](const sheet::Glyph& glyph) {
    return std::abs(glyph.at.y - glyphs.front().at.y) <= kSameLine;
  });
  if (paired && on_one_line) {
    write_pairs(characters, glyphs, true);
    return;
  }
  end_array();
  out_ += "/Span << /ActualText " + cos::to_text(cos::Object{cos::text_string(text)}) + " >> BDC\n";
  if (paired) {
    write_pairs(characters, glyphs, false);
  } else {
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      show(glyphs[i], i == 0 ? text : std::string_view());
    }
  }
  end_array();
  out_ += "EMC\n";
}

void TextObject::write() {
  add_color(out_, run_.color);
  out_ += "rg BT ";
  std::size_t text_at = 0;
  std::size_t glyph_at = 0;
  const std::string_view text = run_.text;
  const std::span<const sheet::Glyph> glyphs = run_.glyphs;
  for (const sheet::Cluster& cluster : run_.clusters) {
    if (cluster.glyphs > 0) {
      write_cluster(text.substr(text_at, cluster.bytes), glyphs.subspan(glyph_at, cluster.glyphs));
    }
    text_at += cluster.bytes;
    glyph_at += cluster.glyphs;
  }
  end_array();
  out_ += "ET\n";
}

}  // namespace

void add_glyphs(std::string& out, const sheet::GlyphRun& run, double units, FontSet& fonts,
                PageResources& resources) {
  TextObject(out, run, units, fonts, resources).write();
}

}  // namespace certpress::pdf
