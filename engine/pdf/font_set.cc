#include "font_set.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "../base/fingerprint.h"
#include "../base/utf8.h"
#include "cff.h"
#include "operands.h"

namespace certpress::pdf {

namespace {

constexpr std::size_t kMaxCodes = 65'534;  // of one font; code 0 is .notdef

// Six capital letters that tell one subset of a font from another (ISO 32000-1, 9.6.4).
std::string subset_tag(std::uint64_t fingerprint) {
  std::string tag;
  for (int i = 0; i < 6; ++i) {
    tag += static_cast<char>('A' + fingerprint % 26);
    fingerprint /= 26;
  }
  return tag;
}

void append_utf16(std::string& out, std::string_view utf8) {
  for (const char16_t unit : to_utf16(utf8)) {
    fmt::format_to(std::back_inserter(out), "{:04X}", static_cast<unsigned>(unit));
  }
}

}  // namespace

std::size_t FontSet::KeyHash::operator()(const Key& key) const {
  const std::size_t numbers =
      (std::size_t{key.glyph} << 20U) ^ static_cast<std::size_t>(key.advance);
  return std::hash<std::string>()(key.text) ^ (numbers * 0x9E3779B97F4A7C15U);
}

FontSet::Font& FontSet::font_for(const std::shared_ptr<const sheet::FontFace>& face) {
  Font*& open = open_[face];
  if (open == nullptr || open->glyphs.size() == kMaxCodes) {
    fonts_.push_back(std::make_unique<Font>());
    open = fonts_.back().get();
    open->number = objects_.reserve();
    open->face = programs_.of(face);
  }
  return *open;
}

ShownGlyph FontSet::show(const std::shared_ptr<const sheet::FontFace>& face, std::uint32_t glyph,
                         std::string_view text, double advance) {
  Font& font = font_for(face);
  Key key{glyph, static_cast<int>(std::lround(advance * 1000)), std::string(text)};
  auto found = font.codes.find(key);
  if (found == font.codes.end()) {
    auto program = font.face->glyph(glyph);
    const int width =
        key.advance == 0 ? program->advance : key.advance * font.face->units_per_em() / 1000;
    font.glyphs.push_back({glyph, std::move(program), width, key.text});
    const auto code = static_cast<std::uint16_t>(font.glyphs.size());
    found = font.codes.emplace(std::move(key), code).first;
  }
  const std::uint16_t code = found->second;
  const double width = font.glyphs[code - 1U].width;
  return {font.number, code, width / font.face->units_per_em()};
}

double FontSet::advance(const std::shared_ptr<const sheet::FontFace>& face, std::uint32_t glyph) {
  const FaceProgram& program = *font_for(face).face;
  return static_cast<double>(program.glyph(glyph)->advance) / program.units_per_em();
}

void FontSet::write() {
  for (const auto& font : fonts_) {
    write(*font);
  }
}

namespace {

// The texts of codes 1 and on (ISO 32000-1, 9.10.3; Adobe Technical Note 5411).
std::string to_unicode(const std::vector<std::string_view>& texts) {
  constexpr std::size_t kBlock = 100;  // entries
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  std::vector<std::size_t> mapped;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].empty()) {
      mapped.push_back(i);
    }
  }
  for (std::size_t first = 0; first < mapped.size(); first += kBlock) {
    const std::size_t last = std::min(first + kBlock, mapped.size());
    fmt::format_to(std::back_inserter(out), "{} beginbfchar\n", last - first);
    for (std::size_t i = first; i < last; ++i) {
      fmt::format_to(std::back_inserter(out), "<{:04X}> <", mapped[i] + 1);
      append_utf16(out, texts[mapped[i]]);
      out += ">\n";
    }
    out += "endbfchar\n";
  }
  out += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
  return out;
}

// /W: the widths of codes 1 and on where they are not /DW (ISO 32000-1, 9.7.4.3).
std::string width_list(const std::vector<CffGlyph>& glyphs, int units_per_em) {
  std::string out = "[";
  for (std::size_t i = 0; i < glyphs.size();) {
    if (glyphs[i].width == units_per_em) {
      ++i;
      continue;
    }
    add_integer(out, static_cast<long>(i) + 1);
    out += "[ ";
    for (; i < glyphs.size() && glyphs[i].width != units_per_em; ++i) {
      add_decimal(out, glyphs[i].width * 1000.0 / units_per_em, 3);
    }
    out += "] ";
  }
  out += ']';
  return out;
}

}  // namespace

void FontSet::write(const Font& font) {
  CffFont cff;
  cff.units_per_em = font.face->units_per_em();
  std::vector<std::string_view> texts;
  Fingerprint fingerprint;
  cff.glyphs.reserve(font.glyphs.size());
  for (const Entry& entry : font.glyphs) {
    cff.glyphs.push_back({entry.program->charstring, entry.width});
    texts.push_back(entry.text);
    fingerprint.mix(std::uint64_t{entry.glyph});
    fingerprint.mix(entry.text);
    const auto& box = entry.program->box;
    cff.box[0] = std::min(cff.box[0], box[0]);
    cff.box[1] = std::min(cff.box[1], box[1]);
    cff.box[2] = std::max(cff.box[2], box[2]);
    cff.box[3] = std::max(cff.box[3], box[3]);
  }
  cff.name = subset_tag(fingerprint.value()) + '+' + font.face->postscript_name();

  const int cid_font = objects_.reserve();
  const int descriptor = objects_.reserve();
  const int program = objects_.reserve();
  const int unicode = objects_.reserve();
  objects_.add(font.number, fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont /{} "
                                        "/Encoding /Identity-H /DescendantFonts [{} 0 R] "
                                        "/ToUnicode {} 0 R >>",
                                        cff.name, cid_font, unicode));
  objects_.add(cid_font,
               fmt::format("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{} /CIDSystemInfo "
                           "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                           "/FontDescriptor {} 0 R /DW 1000 /W {} >>",
                           cff.name, descriptor, width_list(cff.glyphs, cff.units_per_em)));
  const auto thousandths = [&](int units) { return units * 1000 / cff.units_per_em; };
  constexpr int kSymbolic = 4;  // ISO 32000-1, table 123
  objects_.add(
      descriptor,
      fmt::format("<< /Type /FontDescriptor /FontName /{} /Flags {} /FontBBox [{} {} {} {}] "
                  "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 "
                  "/FontFile3 {} 0 R >>",
                  cff.name, kSymbolic, thousandths(cff.box[0]), thousandths(cff.box[1]),
                  thousandths(cff.box[2]), thousandths(cff.box[3]), program));
  const std::string bytes = cff_program(cff);
  if (objects_.effort() == Effort::kOnce) {
    objects_.add_deflated(program, "/Subtype /CIDFontType0C", bytes);
  } else {
    // Charstrings hardly get smaller, and it would take half of the time that a document takes.
    objects_.add_stream(program, "/Subtype /CIDFontType0C", bytes);
  }
  objects_.add_deflated(unicode, "", to_unicode(texts));
}

}  // namespace certpress::pdf
