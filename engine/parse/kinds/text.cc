#include "text.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "../../base/utf8.h"
#include "../nearest_word.h"
#include "characters.h"

namespace certpress::parse {

namespace {

constexpr int kMinLicenceNumber = 8;
constexpr char32_t kMiddleDot = 0xB7;

bool check_length(std::u32string_view text, const LengthLimits& limits, const FieldReport& report) {
  const auto [minimum, maximum] = limits;
  const auto length = static_cast<int>(text.size());
  if (length > maximum) {
    report.error(
        "record/too-long",
        {fmt::format("the value has {} characters, at most {} are allowed", length, maximum),
         fmt::format("内容有 {} 个字符，最多允许 {} 个", length, maximum)});
  } else if (length < minimum) {
    report.error(
        "record/too-short",
        {fmt::format("the value has {} characters, at least {} are needed", length, minimum),
         fmt::format("内容有 {} 个字符，至少需要 {} 个", length, minimum)});
  }
  return length >= minimum && length <= maximum;
}

bool check_dots(std::u32string_view name, const FieldReport& report) {
  const bool at_end = name.front() == kMiddleDot || name.back() == kMiddleDot;
  const bool doubled = name.find(U"\u00B7\u00B7") != std::u32string_view::npos;
  if (at_end) {
    report.error("record/bad-name",
                 {"the name begins or ends with a dot", "姓名以间隔号开头或结尾"});
  }
  if (doubled) {
    report.error("record/bad-name", {"two dots follow each other", "存在连续的间隔号"});
  }
  return !at_end && !doubled;
}

bool check_has_letter(std::u32string_view name, const FieldReport& report) {
  const bool found =
      std::ranges::any_of(name, [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; });
  if (!found) {
    report.error("record/bad-name", {"the name has no letter or hanzi", "名称中没有汉字或字母"});
  }
  return found;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_digit_or_capital(char32_t c) { return is_digit(c) || (c >= U'A' && c <= U'Z'); }

}  // namespace

LengthLimits text_limits(const model::Field& field) {
  const auto maximum = [&](int own) { return field.max_length > 0 ? field.max_length : own; };
  switch (field.kind) {
    case model::Kind::kName:
      return {std::max(1, field.min_length), maximum(model::kMaxNameLength)};
    case model::Kind::kLicenceNumber: {
      const int own = field.max_length > 0 ? 1 : kMinLicenceNumber;
      return {field.min_length > 0 ? field.min_length : own, maximum(model::kMaxLicenceNumber)};
    }
    default:
      // A text without characters is an absent one.
      return {std::max(1, field.min_length), maximum(model::kMaxTextLength)};
  }
}

std::optional<model::Value> read_text(const KindInput& input) {
  const LengthLimits limits = text_limits(input.field);
  TextRules rules;
  rules.max_length = static_cast<std::size_t>(limits.maximum);
  rules.several_lines = true;
  const auto text = clean_text(input.value, rules, input.report);
  if (!text || !check_length(*text, limits, input.report)) {
    return std::nullopt;
  }
  std::string value = to_utf8(*text);
  const auto& allowed = input.field.allowed;
  if (!allowed.empty() && std::ranges::find(allowed, value) == allowed.end()) {
    input.report.error(
        "record/not-allowed",
        {"the value is none of those that the template allows", "内容不在模板允许的取值之内"},
        suggestion(value, {allowed.begin(), allowed.end()}));
    return std::nullopt;
  }
  return value;
}

std::optional<model::Value> read_name(const KindInput& input) {
  const LengthLimits limits = text_limits(input.field);
  TextRules rules;
  rules.max_length = static_cast<std::size_t>(limits.maximum);
  rules.name_dots = true;
  const auto name = clean_text(input.value, rules, input.report);
  if (!name || !check_length(*name, limits, input.report)) {
    return std::nullopt;
  }
  const bool dots = check_dots(*name, input.report);
  const bool letters = check_has_letter(*name, input.report);
  return dots && letters ? std::optional<model::Value>(to_utf8(*name)) : std::nullopt;
}

std::optional<model::Value> read_licence_number(const KindInput& input) {
  const model::Field& field = input.field;
  const LengthLimits limits = text_limits(field);
  const auto number =
      clean_identifier(input.value, static_cast<std::size_t>(limits.maximum), input.report);
  if (!number) {
    return std::nullopt;
  }
  const std::u32string characters = to_utf32(*number);
  const auto wrong =
      std::ranges::find_if_not(characters, field.letters ? is_digit_or_capital : is_digit);
  if (wrong != characters.end()) {
    const auto position = wrong - characters.begin() + 1;
    input.report.error(
        "record/bad-licence-number",
        {fmt::format("character {} is not a {}", position,
                     field.letters ? "digit or letter" : "digit"),
         fmt::format("第 {} 个字符不是{}", position, field.letters ? "数字或字母" : "数字")});
    return std::nullopt;
  }
  return check_length(characters, limits, input.report) ? std::optional<model::Value>(*number)
                                                        : std::nullopt;
}

}  // namespace certpress::parse
