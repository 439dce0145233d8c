#include "number.h"

#include <charconv>

#include <fmt/format.h>

#include "characters.h"

namespace certpress::parse {

namespace {

// A double holds them exactly enough to compare with the limits.
constexpr std::size_t kMaxDigits = 15;
constexpr std::size_t kMaxNumberLength = kMaxDigits + 2;  // sign and point

struct Digits {
  bool negative = false;
  std::string whole;
  std::string fraction;
};

// What JSON calls a number, without an exponent.
std::optional<Digits> split_digits(std::string_view text) {
  Digits out;
  if (text.starts_with('-')) {
    out.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  out.whole = text.substr(0, point);
  const bool has_point = point != std::string_view::npos;
  out.fraction = has_point ? text.substr(point + 1) : std::string_view();
  const auto digits_only = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const bool good = !out.whole.empty() && digits_only(out.whole) && digits_only(out.fraction) &&
                    (!has_point || !out.fraction.empty()) &&
                    (out.whole.size() == 1 || out.whole[0] != '0') &&
                    out.whole.size() + out.fraction.size() <= kMaxDigits;
  return good ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Digits> read_digits(const KindInput& input) {
  std::string text = input.value.text;
  if (input.value.type != JsonValue::Type::kNumber) {
    const auto cleaned = clean_identifier(input.value, kMaxNumberLength, input.report);
    if (!cleaned) {
      return std::nullopt;
    }
    text = *cleaned;
  }
  auto digits = split_digits(text);
  if (!digits) {
    input.report.error("record/bad-number",
                       {"this is not a number in plain digits", "此处不是普通写法的数字"},
                       {"write it without unit, exponent, grouping or leading zeros",
                        "请勿带单位、指数、千位分隔符或前导零"});
  }
  return digits;
}

std::string printed(const Digits& digits) {
  const bool zero = (digits.whole + digits.fraction).find_first_not_of('0') == std::string::npos;
  std::string out = digits.negative && !zero ? "-" : "";
  out += digits.whole;
  return digits.fraction.empty() ? out : out + "." + digits.fraction;
}

bool check_limits(const std::string& number, const KindInput& input) {
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  const auto& [minimum, maximum] = std::tie(input.field.minimum, input.field.maximum);
  if (minimum && value < *minimum) {
    input.report.error("record/too-small", {fmt::format("the number is less than {}", *minimum),
                                            fmt::format("数值小于 {}", *minimum)});
    return false;
  }
  if (maximum && value > *maximum) {
    input.report.error("record/too-great", {fmt::format("the number is greater than {}", *maximum),
                                            fmt::format("数值大于 {}", *maximum)});
    return false;
  }
  return true;
}

std::optional<model::Value> with_unit(const Digits& digits, const KindInput& input) {
  const std::string number = printed(digits);
  return check_limits(number, input) ? std::optional<model::Value>(number + input.field.unit)
                                     : std::nullopt;
}

}  // namespace

std::optional<model::Value> read_integer(const KindInput& input) {
  const auto digits = read_digits(input);
  if (!digits) {
    return std::nullopt;
  }
  if (!digits->fraction.empty()) {
    input.report.error("record/bad-number", {"this is not a whole number", "此处不是整数"});
    return std::nullopt;
  }
  return with_unit(*digits, input);
}

std::optional<model::Value> read_decimal(const KindInput& input) {
  auto digits = read_digits(input);
  if (!digits) {
    return std::nullopt;
  }
  if (input.field.decimals >= 0) {
    const auto decimals = static_cast<std::size_t>(input.field.decimals);
    const std::size_t last = digits->fraction.find_last_not_of('0');
    if (last != std::string::npos && last >= decimals) {
      input.report.error("record/too-precise",
                         {fmt::format("the number has more than {} decimals", decimals),
                          fmt::format("小数位数超过 {} 位", decimals)});
      return std::nullopt;
    }
    digits->fraction.resize(decimals, '0');
  }
  return with_unit(*digits, input);
}

}  // namespace certpress::parse
