#include "line_breaks.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <pango/pango-break.h>

#include "font_file.h"

namespace certpress::text {

namespace {

// Sorted, to be searched by halving.
template <std::size_t n>
constexpr std::array<char32_t, n - 1> set_of(const char32_t (&characters)[n]) {
  std::array<char32_t, n - 1> set{};
  std::copy_n(characters, n - 1, set.begin());
  std::ranges::sort(set);
  return set;
}

// GB/T 15834-2011, 5.1, and what typesetters add to it: units and iteration marks.
constexpr auto kNeverFirst =
    set_of(U"，。、；：！？）》〉」』】〕〗］｝”’…—–～·•・／％‰℃℉°′″々〻ー!),.:;?]}%");
constexpr auto kNeverLast = set_of(U"（《〈「『【〔〖［｛“‘([{￥¥＄№");

// Words that count or name what the number before them stands for: 2类, 1201室.
constexpr auto kCounters = set_of(U"类项层室号楼座元栋幢单户年月日时分吨辆级米");

bool contains(const auto& set, char32_t c) { return std::ranges::binary_search(set, c); }

bool is_graphic_ascii(char32_t c) { return c > 0x20 && c < 0x7F; }

bool is_alphanumeric(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return in(U'0', U'9') || in(U'A', U'Z') || in(U'a', U'z') || in(U'０', U'９') ||
         in(U'Ａ', U'Ｚ') || in(U'ａ', U'ｚ');
}

// Hanzi, kana, CJK punctuation and full-width forms.
bool is_wide(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_forbidden(char32_t before, char32_t after) {
  return is_space(after) || never_begins_line(after) || contains(kNeverLast, before) ||
         (is_graphic_ascii(before) && is_graphic_ascii(after)) ||
         (is_alphanumeric(before) && (is_alphanumeric(after) || contains(kCounters, after))) ||
         (before == U'类' && is_alphanumeric(after));  // 4类3项: a division of dangerous goods
}

// UAX #14 breaks on neither side of “ ” ‘ ’, because it cannot know which of them opens. In Chinese
// the left one always does.
bool is_quote_boundary(char32_t before, char32_t after) {
  return ((after == U'“' || after == U'‘') && is_wide(before)) ||
         ((before == U'”' || before == U'’') && is_wide(after));
}

}  // namespace

bool never_begins_line(char32_t c) { return contains(kNeverFirst, c); }

std::vector<LineBreak> find_line_breaks(std::string_view utf8, std::u32string_view characters) {
  std::vector<PangoLogAttr> attributes(characters.size() + 1);
  pango_get_log_attrs(utf8.data(), static_cast<int>(utf8.size()), 0,
                      pango_language_from_string("zh-cn"), attributes.data(),
                      static_cast<int>(attributes.size()));
  std::vector<LineBreak> breaks(characters.size(), LineBreak::kForbidden);
  for (std::size_t i = 1; i < characters.size(); ++i) {
    const char32_t before = characters[i - 1];
    const char32_t after = characters[i];
    if (before == U'\n') {
      breaks[i] = LineBreak::kMandatory;
    } else if ((attributes[i].is_line_break != 0 || is_quote_boundary(before, after)) &&
               !is_forbidden(before, after)) {
      breaks[i] = LineBreak::kAllowed;
    }
  }
  return breaks;
}

}  // namespace certpress::text
