#include "number_format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace certpress::table {

namespace {

constexpr std::string_view kGeneral = "General";
constexpr std::string_view kDate = "yyyy-m-d";
constexpr std::string_view kTime = "h:mm:ss";
constexpr std::string_view kBoth = "yyyy-m-d h:mm";

// A format code, part by part: placeholders of digits, and text that stands for itself.
struct Token {
  enum class Kind { kLiteral, kDigit, kPoint, kComma, kPercent, kWord };
  Kind kind = Kind::kLiteral;
  std::string text;  // of a literal; of a digit '0', '#' or '?'; of a word its letter
};

class Tokens {
 public:
  explicit Tokens(std::string_view code) : rest_(code) {
    while (!rest_.empty()) {
      take();
    }
  }
  std::vector<std::vector<Token>> sections{1};
  // Something that this reader does not follow: a condition, an exponent, a fraction.
  bool is_foreign = false;

 private:
  void take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case ';':
        sections.emplace_back();
        break;
      case '"':
        literal(up_to('"'));
        break;
      case '[':
        bracket(up_to(']'));
        break;
      case '\\':
        literal(one());
        break;
      case '_':  // a space as wide as the next character
      case '*':  // the next character, as often as there is room
        one();
        break;
      case '0':
      case '#':
      case '?':
        add(Token::Kind::kDigit, c);
        break;
      case '.':
        add(Token::Kind::kPoint, c);
        break;
      case ',':
        add(Token::Kind::kComma, c);
        break;
      case '%':
        add(Token::Kind::kPercent, c);
        break;
      case '/':
      case 'E':
      case 'e':
        is_foreign = is_foreign || !words_;
        literal(std::string(1, c));
        break;
      default:
        if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
          words_ = true;
          add(Token::Kind::kWord, static_cast<char>(c | 0x20));
        } else {
          literal(std::string(1, c));
        }
    }
  }

  void add(Token::Kind kind, char c) { sections.back().push_back({kind, std::string(1, c)}); }
  void literal(std::string text) {
    sections.back().push_back({Token::Kind::kLiteral, std::move(text)});
  }
  std::string up_to(char end) {
    const std::size_t at = std::min(rest_.find(end), rest_.size());
    std::string out(rest_.substr(0, at));
    rest_.remove_prefix(std::min(at + 1, rest_.size()));
    return out;
  }
  // The next character, which may have several bytes.
  std::string one() {
    std::size_t length = rest_.empty() ? 0 : 1;
    while (length < rest_.size() && (static_cast<unsigned char>(rest_[length]) & 0xC0U) == 0x80U) {
      ++length;
    }
    std::string out(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return out;
  }
  // [$￥-804] prints its sign, [Red] and [DBNum1] print nothing, [h] counts hours.
  void bracket(const std::string& inside) {
    if (inside.starts_with('$')) {
      literal(inside.substr(
          1, inside.find('-') == std::string::npos ? std::string::npos : inside.find('-') - 1));
    } else if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" ||
               inside == "s" || inside == "ss" ||
               inside.find_first_of("<>=") != std::string::npos || inside.starts_with("DBNum")) {
      is_foreign = true;
    }
  }

  std::string_view rest_;
  bool words_ = false;
};

std::string general(double value) {
  std::string out = fmt::format("{:.15g}", value);
  if (out.find('e') != std::string::npos) {
    out = fmt::format("{:.20f}", value);
    out.erase(out.find_last_not_of('0') + 1);
  }
  if (out.ends_with('.')) {
    out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::optional<std::string> date_text(double value, bool has_date, bool from_1904) {
  using namespace std::chrono;
  constexpr double kSecondsOfDay = 86400;
  constexpr double kDaysUntil9999 = 2'958'466;
  if (!(value >= 0 && value < kDaysUntil9999)) {
    return std::nullopt;
  }
  auto day = static_cast<int>(std::floor(value));
  auto second = static_cast<int>(std::lround((value - day) * kSecondsOfDay));
  if (second == static_cast<int>(kSecondsOfDay)) {
    second = 0;
    ++day;
  }
  const std::string time =
      fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  if (!has_date) {
    return time;
  }
  // Excel counts a 29th of February 1900, which never was: day 60.
  constexpr int kNoSuchDay = 60;
  sys_days date = sys_days(year{1904} / 1 / 1) + days{day};
  if (!from_1904) {
    if (day == 0 || day == kNoSuchDay) {
      return std::nullopt;
    }
    date = sys_days(year{1899} / 12 / 31) + days{day > kNoSuchDay ? day - 1 : day};
  }
  const year_month_day ymd(date);
  std::string out =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return second == 0 ? out : out + " " + time;
}

bool has(const std::vector<Token>& section, Token::Kind kind) {
  return std::ranges::find(section, kind, &Token::kind) != section.end();
}

// The digits of `value`, which is not negative, over the placeholders of a section.
std::string filled(const std::vector<Token>& section, double value) {
  int before = 0;    // placeholders before the point
  int decimals = 0;  // and behind it
  bool behind = false;
  for (const Token& token : section) {
    behind = behind || token.kind == Token::Kind::kPoint;
    if (token.kind == Token::Kind::kDigit) {
      (behind ? decimals : before) += 1;
    }
    value *= token.kind == Token::Kind::kPercent ? 100 : 1;
  }
  const std::string digits = fmt::format("{:.{}f}", value, decimals);
  std::string whole = digits.substr(0, digits.find('.'));
  std::string fraction = decimals > 0 ? digits.substr(digits.find('.') + 1) : std::string();
  whole = whole == "0" ? "" : whole;
  std::string out;
  std::size_t at = 0;  // in `fraction`
  int left = before;
  bool begun = false;
  behind = false;
  for (const Token& token : section) {
    if (token.kind == Token::Kind::kLiteral || token.kind == Token::Kind::kPercent) {
      out += token.text;
    } else if (token.kind == Token::Kind::kPoint) {
      behind = true;
      // No point without a digit behind it: 0.### shows 1 as "1.", which no field takes.
      const bool any = fraction.find_first_not_of('0') != std::string::npos ||
                       std::ranges::any_of(section, [](const Token& t) { return t.text == "0"; });
      out += any && decimals > 0 ? "." : "";
    } else if (token.kind == Token::Kind::kDigit && !behind) {
      // The first placeholder takes all digits that have none of their own.
      const auto own = static_cast<std::size_t>(left--);
      const std::size_t take = begun ? 1 : whole.size() >= own ? whole.size() - own + 1 : 0;
      begun = begun || take > 0;
      out += take > 0 ? whole.substr(0, take) : token.text == "0" ? "0" : "";
      whole.erase(0, take);
    } else if (token.kind == Token::Kind::kDigit) {
      const bool last = fraction.find_first_not_of('0', at) == std::string::npos;
      out += last && token.text != "0" ? "" : fraction.substr(at, 1);
      ++at;
    }
  }
  return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
}

}  // namespace

std::string_view builtin_format(std::size_t identifier) {
  // What this reader does not follow, fractions and exponents, is as good as none.
  constexpr std::array<std::string_view, 50> kCodes{
      kGeneral,   "0",      "0.00",   "#,##0",    "#,##0.00", kGeneral, kGeneral, kGeneral,
      kGeneral,   "0%",     "0.00%",  kGeneral,   kGeneral,   kGeneral, kDate,    kDate,
      kDate,      kDate,    kTime,    kTime,      kTime,      kTime,    kBoth,    kGeneral,
      kGeneral,   kGeneral, kGeneral, kDate,      kDate,      kDate,    kDate,    kDate,
      kTime,      kTime,    kTime,    kTime,      kDate,      "#,##0",  "#,##0",  "#,##0.00",
      "#,##0.00", "#,##0",  "#,##0",  "#,##0.00", "#,##0.00", kTime,    kTime,    kTime,
      kGeneral,   "@"};
  if (identifier < kCodes.size()) {
    return kCodes.at(identifier);
  }
  // 55 and 56 are times of day (上午/下午h时mm分), the others dates.
  return identifier > 58 ? kGeneral : identifier == 55 || identifier == 56 ? kTime : kDate;
}

std::optional<std::string> displayed(double value, std::string_view code, bool from_1904) {
  if (!std::isfinite(value) || std::abs(value) >= kFirstInexact) {
    return std::nullopt;
  }
  if (code.empty() || code == kGeneral || code == "@") {
    return general(value);
  }
  const Tokens tokens(code);
  const auto& sections = tokens.sections;
  const auto& first = sections.front();
  if (has(first, Token::Kind::kWord)) {
    const bool has_date = std::ranges::any_of(first, [](const Token& token) {
      return token.kind == Token::Kind::kWord && (token.text == "y" || token.text == "d");
    });
    const bool has_clock = std::ranges::any_of(first, [](const Token& token) {
      return token.kind == Token::Kind::kWord && (token.text == "h" || token.text == "s");
    });
    // A month alone is the month of a date.
    return date_text(value, has_date || !has_clock, from_1904);
  }
  const bool grouped_away = [&] {  // a comma behind the last digit divides by a thousand
    for (std::size_t i = 0; i + 1 < first.size(); ++i) {
      if (first[i + 1].kind == Token::Kind::kComma && first[i].kind == Token::Kind::kDigit &&
          (i + 2 == first.size() || first[i + 2].kind != Token::Kind::kDigit)) {
        return true;
      }
    }
    return false;
  }();
  if (tokens.is_foreign || grouped_away || !has(first, Token::Kind::kDigit)) {
    return general(value);
  }
  const bool zero = value == 0 && sections.size() > 2;
  const bool negative = value < 0 && sections.size() > 1;
  const auto& section = zero ? sections[2] : negative ? sections[1] : first;
  if (!has(section, Token::Kind::kDigit)) {
    return general(value);
  }
  const std::string digits = filled(section, std::abs(value));
  const bool sign =
      value < 0 && !negative && digits.find_first_of("123456789") != std::string::npos;
  return sign ? "-" + digits : digits;
}

}  // namespace certpress::table
