#include "characters.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "../../base/private_use.h"
#include "../../base/utf8.h"

namespace certpress::parse {

namespace {

// Normalisation can shorten a text, but not beyond this.
constexpr std::size_t kMaxExpansion = 4;
constexpr std::size_t kMaxExtra = 64;
// A value of junk needs no longer list.
constexpr std::size_t kMaxCharacterErrors = 8;

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }
bool is_space(char32_t c) { return u_isUWhiteSpace(icu(c)) != 0; }
bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  if (U_FAILURE(status) != 0) {
    throw std::logic_error("ICU has no normalisation data");
  }
  return *found;
}

std::u32string normalise(const icu::Normalizer2& form, std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  const icu::UnicodeString normal =
      form.normalize(icu::UnicodeString::fromUTF8(to_utf8(text)), status);
  if (U_FAILURE(status) != 0) {
    throw std::logic_error("ICU could not normalise");
  }
  normal.toUTF8String(out);
  return to_utf32(out);
}

// What is wrong with a character; an empty code when nothing is.
struct Fault {
  std::string code;
  Message what;
  Message hint;
};

bool is_control(char32_t c, const TextRules& rules) {
  const bool line_end = c == U'\n' || c == U'\r';
  return (c < 0x20 || in(c, 0x7F, 0x9F) || in(c, 0x2028, 0x2029)) &&
         !(line_end && rules.several_lines);
}

bool is_bidi_control(char32_t c) { return u_hasBinaryProperty(icu(c), UCHAR_BIDI_CONTROL) != 0; }

Fault private_use_fault(char32_t c) {
  Fault fault{"record/private-use",
              {"is a private-use character, which every font shows differently",
               "是自造字（专用区字符），不同字体显示不同"},
              {}};
  if (const auto standard = standard_character(c)) {
    const std::string name = code_point_name(*standard);
    fault.hint = {fmt::format("its GB 18030 code stands for {} today", name),
                  fmt::format("按 GB 18030-2022 应为 {}", name)};
  }
  return fault;
}

Fault radical_fault(char32_t c) {
  Fault fault{"record/radical", {"is a radical, not a hanzi", "是部首字符，不是汉字"}, {}};
  const std::u32string ideograph =
      normalise(normalizer(icu::Normalizer2::getNFKCInstance), std::u32string(1, c));
  if (ideograph.size() == 1 && ideograph[0] != c) {
    const std::string name = code_point_name(ideograph[0]);
    fault.hint = {fmt::format("the hanzi is {}", name), fmt::format("对应的汉字是 {}", name)};
  }
  return fault;
}

// Printable ASCII, and hanzi and hexagrams of the BMP: nearly all characters of records.
bool is_plain(char32_t c) { return in(c, 0x20, 0x7E) || in(c, 0x3400, 0x9FFF); }

Fault find_fault(char32_t c, const TextRules& rules) {
  if (is_plain(c)) {
    return {};
  }
  if (is_control(c, rules)) {
    if (c == U'\n' || c == U'\r') {
      return {"record/control-character",
              {"is a line end, and this field has one line", "是换行符，而该字段只有一行"},
              {}};
    }
    return {"record/control-character", {"is a control character", "是控制字符"}, {}};
  }
  if (is_bidi_control(c)) {
    return {"record/bidi-control", {"changes the direction of the text", "会改变文字方向"}, {}};
  }
  if (u_charType(icu(c)) == U_PRIVATE_USE_CHAR) {
    return private_use_fault(c);
  }
  if (U_IS_UNICODE_NONCHAR(icu(c))) {
    return {"record/noncharacter", {"is not a character", "不是字符"}, {}};
  }
  if (u_hasBinaryProperty(icu(c), UCHAR_VARIATION_SELECTOR) != 0) {
    return {"record/variation-selector",
            {"asks for a variant of a character, which the fonts cannot promise",
             "是异体字选择符，字体无法保证其显示"},
            {"leave it out", "请删除该字符"}};
  }
  if (u_hasBinaryProperty(icu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
      in(c, 0xFFF9, 0xFFFB)) {
    return {"record/default-ignorable",
            {"cannot be seen", "是不可见字符"},
            {"leave it out", "请删除该字符"}};
  }
  if (in(c, 0xFFFC, 0xFFFD)) {
    return {"record/replacement-character",
            {"stands where an earlier program lost a character", "表示此前的程序丢失了一个字符"},
            {}};
  }
  if (in(c, 0x2E80, 0x2FDF)) {
    return radical_fault(c);
  }
  return {};
}

// Reports each faulty character once. `skipped`: characters trimmed off in front.
bool screen(std::u32string_view text, std::size_t skipped, const TextRules& rules,
            const FieldReport& report) {
  std::set<char32_t> seen;
  for (std::size_t i = 0; i < text.size() && seen.size() < kMaxCharacterErrors; ++i) {
    Fault fault = find_fault(text[i], rules);
    if (fault.code.empty() || !seen.insert(text[i]).second) {
      continue;
    }
    const std::string name = code_point_name(text[i]);
    const std::size_t position = skipped + i + 1;
    report.error(std::move(fault.code),
                 {fmt::format("character {} ({}) {}", position, name, fault.what.en),
                  fmt::format("第 {} 个字符（{}）{}", position, name, fault.what.zh)},
                 std::move(fault.hint));
  }
  return seen.empty();
}

std::u32string unify_line_ends(std::u32string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\r') {
      out += U'\n';
      i += i + 1 < text.size() && text[i + 1] == U'\n' ? 1 : 0;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::u32string to_nfc(std::u32string text, const FieldReport& report) {
  const icu::Normalizer2& nfc = normalizer(icu::Normalizer2::getNFCInstance);
  if (std::ranges::all_of(text, [&](char32_t c) { return nfc.isInert(icu(c)) != 0; })) {
    return text;
  }
  std::u32string normal = normalise(nfc, text);
  if (normal != text) {
    const bool ideographs = std::ranges::any_of(
        text, [](char32_t c) { return in(c, 0xF900, 0xFAFF) || in(c, 0x2F800, 0x2FA1F); });
    report.normalised(ideographs ? Change::kCompatibilityIdeographs : Change::kComposed);
  }
  return normal;
}

// Applies `map` to every character and reports when that changed something.
template <typename Map>
void replace(std::u32string& text, Change change, const FieldReport& report, Map map) {
  bool changed = false;
  for (char32_t& c : text) {
    const char32_t mapped = map(c);
    changed = changed || mapped != c;
    c = mapped;
  }
  if (changed) {
    report.normalised(change);
  }
}

char32_t to_middle_dot(char32_t c) {
  return c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0xFF65 ? 0xB7 : c;
}
char32_t to_half_width(char32_t c) {
  if (c == 0x3000) {
    return U' ';
  }
  return in(c, 0xFF01, 0xFF5E) ? c - 0xFEE0 : c;
}
char32_t to_upper(char32_t c) { return in(c, U'a', U'z') ? c - U'a' + U'A' : c; }

}  // namespace

bool is_blank(std::string_view valid_utf8) {
  // White space takes three bytes at most; a longer text of nothing else would be hostile.
  constexpr std::size_t kMaxBlank = 4096;
  return valid_utf8.size() <= kMaxBlank && std::ranges::all_of(to_utf32(valid_utf8), is_space);
}

std::optional<std::u32string> clean_text(const JsonValue& value, const TextRules& rules,
                                         const FieldReport& report) {
  if (!value.is_string()) {
    report.error("record/wrong-type", {"this must be a string", "此处应为字符串"},
                 value.type == JsonValue::Type::kNumber ? Message{"put it in quotes", "请加上引号"}
                                                        : Message{});
    return std::nullopt;
  }
  const std::size_t max_raw = kMaxExpansion * rules.max_length + kMaxExtra;
  const bool maybe_short = value.text.size() <= 4 * max_raw;  // UTF-8 takes four bytes at most
  std::u32string raw = maybe_short ? to_utf32(value.text) : std::u32string();
  if (!maybe_short || raw.size() > max_raw) {
    report.error("record/too-long",
                 {fmt::format("the value is far longer than {} characters", rules.max_length),
                  fmt::format("内容远超 {} 个字符", rules.max_length)});
    return std::nullopt;
  }
  const auto first = std::ranges::find_if_not(raw, is_space);
  const auto last = std::find_if_not(raw.rbegin(), std::make_reverse_iterator(first), is_space);
  std::u32string text(first, last.base());
  const auto skipped = static_cast<std::size_t>(first - raw.begin());
  if (!screen(text, skipped, rules, report)) {
    return std::nullopt;
  }
  if (text.size() != raw.size()) {
    report.normalised(Change::kTrimmed);
  }
  if (text.find(U'\r') != std::u32string::npos) {
    text = unify_line_ends(text);
    report.normalised(Change::kLineEnds);
  }
  text = to_nfc(std::move(text), report);
  if (rules.name_dots) {
    replace(text, Change::kNameDot, report, to_middle_dot);
  }
  if (rules.half_width) {
    replace(text, Change::kHalfWidth, report, to_half_width);
  }
  if (rules.upper_case) {
    replace(text, Change::kUpperCase, report, to_upper);
  }
  return text;
}

std::optional<std::string> clean_identifier(const JsonValue& value, std::size_t max_length,
                                            const FieldReport& report) {
  TextRules rules;
  rules.max_length = max_length;
  rules.half_width = true;
  rules.upper_case = true;
  const auto text = clean_text(value, rules, report);
  return text ? std::optional(to_utf8(*text)) : std::nullopt;
}

}  // namespace certpress::parse
