#include "cff.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include "charstring.h"

namespace certpress::pdf {

namespace {

// Operators of a DICT (Technical Note 5176, appendices H and I); 12 escapes.
constexpr char kEscape = 12;
constexpr char kFontBBox = 5;
constexpr char kCharset = 15;
constexpr char kCharStrings = 17;
constexpr char kPrivate = 18;
constexpr char kDefaultWidthX = 20;
constexpr char kFontMatrix = 7;       // escaped
constexpr char kRos = 30;             // escaped
constexpr char kCidCount = 34;        // escaped
constexpr char kFdArray = 36;         // escaped
constexpr char kFdSelect = 37;        // escaped
constexpr int kFirstOwnString = 391;  // appendix A

void append_big_endian(std::string& out, std::size_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

// Section 5.
template <typename Sizes, typename Write>
void append_index(std::string& out, std::size_t count, const Sizes& size_of, const Write& write) {
  append_big_endian(out, count, 2);
  if (count == 0) {
    return;
  }
  std::size_t total = 1;
  for (std::size_t i = 0; i < count; ++i) {
    total += size_of(i);
  }
  const int offset_size = total <= 0xFF ? 1 : total <= 0xFFFF ? 2 : total <= 0xFFFFFF ? 3 : 4;
  out += static_cast<char>(offset_size);
  std::size_t at = 1;
  append_big_endian(out, at, offset_size);
  for (std::size_t i = 0; i < count; ++i) {
    at += size_of(i);
    append_big_endian(out, at, offset_size);
  }
  for (std::size_t i = 0; i < count; ++i) {
    write(i);
  }
}

void append_index(std::string& out, const std::vector<std::string>& entries) {
  append_index(
      out, entries.size(), [&](std::size_t i) { return entries[i].size(); },
      [&](std::size_t i) { out += entries[i]; });
}

// Always five bytes, so that sizes are known before places are (section 4).
void append_offset(std::string& dict, std::size_t value) {
  dict += static_cast<char>(29);
  append_big_endian(dict, value, 4);
}

// A real number in nibbles (section 4, table 5).
void append_real(std::string& dict, double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 9)
          .ptr;
  constexpr int kPoint = 0xA;
  constexpr int kExponent = 0xB;
  constexpr int kNegativeExponent = 0xC;
  constexpr int kEnd = 0xF;
  std::vector<int> nibbles;
  for (const char* c = text.data(); c != end; ++c) {
    if (*c == '.') {
      nibbles.push_back(kPoint);
    } else if (*c == 'e') {
      nibbles.push_back(*++c == '-' ? kNegativeExponent : kExponent);
    } else {
      nibbles.push_back(*c - '0');
    }
  }
  nibbles.push_back(kEnd);
  if (nibbles.size() % 2 != 0) {
    nibbles.push_back(kEnd);
  }
  dict += static_cast<char>(30);
  for (std::size_t i = 0; i < nibbles.size(); i += 2) {
    dict += static_cast<char>(nibbles[i] << 4 | nibbles[i + 1]);
  }
}

void append_matrix(std::string& dict, double scale) {
  for (const double value : {scale, 0.0, 0.0, scale, 0.0, 0.0}) {
    if (value == 0) {
      Charstring::append_number(dict, 0);
    } else {
      append_real(dict, value);
    }
  }
  dict += {kEscape, kFontMatrix};
}

// Where each part lies, from the beginning of the program.
struct Places {
  std::size_t charset = 0;
  std::size_t fd_select = 0;
  std::size_t char_strings = 0;
  std::size_t fd_array = 0;
};

std::string top_dict(const CffFont& font, const Places& places) {
  std::string dict;
  Charstring::append_number(dict, kFirstOwnString);      // Adobe
  Charstring::append_number(dict, kFirstOwnString + 1);  // Identity
  Charstring::append_number(dict, 0);
  dict += {kEscape, kRos};
  for (const int side : font.box) {
    Charstring::append_number(dict, side);
  }
  dict += kFontBBox;
  // Not right behind ROS: veraPDF 1.28 takes that one's operands for the matrix.
  if (font.units_per_em != 1000) {
    append_matrix(dict, 1.0 / font.units_per_em);
  }
  append_offset(dict, font.glyphs.size() + 1);
  dict += {kEscape, kCidCount};
  append_offset(dict, places.charset);
  dict += kCharset;
  append_offset(dict, places.fd_select);
  dict += {kEscape, kFdSelect};
  append_offset(dict, places.char_strings);
  dict += kCharStrings;
  append_offset(dict, places.fd_array);
  dict += {kEscape, kFdArray};
  return dict;
}

std::string header_with(const CffFont& font, const Places& places) {
  std::string out{1, 0, 4, 4};  // version 1.0, four bytes of header, offsets of four bytes
  append_index(out, std::vector<std::string>{font.name});
  append_index(out, std::vector<std::string>{top_dict(font, places)});
  append_index(out, std::vector<std::string>{"Adobe", "Identity"});
  append_big_endian(out, 0, 2);  // no global subroutines
  return out;
}

}  // namespace

std::string cff_program(const CffFont& font) {
  constexpr std::size_t kMaxGlyphs = 65'534;
  if (font.glyphs.size() > kMaxGlyphs) {
    throw std::logic_error("a font program has too many glyphs");
  }
  const std::size_t count = font.glyphs.size() + 1;
  const int default_width = font.units_per_em;  // of a hanzi

  Places places;
  std::string body;
  const std::size_t body_at = header_with(font, places).size();
  places.charset = body_at + body.size();
  body += static_cast<char>(2);  // format 2: glyph i is CID i
  if (count > 1) {
    append_big_endian(body, 1, 2);
    append_big_endian(body, count - 2, 2);
  }
  places.fd_select = body_at + body.size();
  body += static_cast<char>(3);  // format 3: one range, all of FD 0
  append_big_endian(body, 1, 2);
  append_big_endian(body, 0, 2);
  body += static_cast<char>(0);
  append_big_endian(body, count, 2);

  places.char_strings = body_at + body.size();
  std::vector<std::string> widths(count);
  for (std::size_t i = 1; i < count; ++i) {
    if (font.glyphs[i - 1].width != default_width) {
      Charstring::append_number(widths[i], font.glyphs[i - 1].width);  // nominalWidthX is 0
    }
  }
  const std::string nothing = Charstring().take();
  const auto charstring = [&](std::size_t i) {
    return i == 0 ? std::string_view(nothing) : font.glyphs[i - 1].charstring;
  };
  append_index(
      body, count, [&](std::size_t i) { return widths[i].size() + charstring(i).size(); },
      [&](std::size_t i) {
        body += widths[i];
        body += charstring(i);
      });

  std::string private_dict;
  Charstring::append_number(private_dict, default_width);
  private_dict += kDefaultWidthX;
  const std::size_t private_at = body_at + body.size();
  body += private_dict;
  places.fd_array = body_at + body.size();
  std::string font_dict;
  append_offset(font_dict, private_dict.size());
  append_offset(font_dict, private_at);
  font_dict += kPrivate;
  append_index(body, std::vector<std::string>{font_dict});

  return header_with(font, places) + body;
}

}  // namespace certpress::pdf
