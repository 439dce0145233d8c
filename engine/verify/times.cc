#include "times.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace certpress::verify {
namespace {

// Takes `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int number = 0;
  const std::string_view part = text.substr(0, digits);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (part.size() != digits || !std::ranges::all_of(part, is_digit)) {
    return std::nullopt;
  }
  std::from_chars(part.data(), part.data() + part.size(), number);
  text.remove_prefix(digits);
  return number;
}

// "Z", "+08'00'", "+08'00" -> seconds east of Greenwich
std::optional<int> parse_zone(std::string_view text) {
  if (text == "Z") {
    return 0;
  }
  if (text.empty() || (text.front() != '+' && text.front() != '-')) {
    return std::nullopt;
  }
  const int sign = text.front() == '+' ? 1 : -1;
  text.remove_prefix(1);
  const std::optional<int> hours = take_number(text, 2);
  if (!hours || *hours > 23 || !text.starts_with('\'')) {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const std::optional<int> minutes = take_number(text, 2);
  if (!minutes || *minutes > 59 || (!text.empty() && text != "'")) {
    return std::nullopt;
  }
  return sign * (*hours * 3600 + *minutes * 60);
}

std::string formatted(std::time_t time,
                      fmt::format_string<int, unsigned, unsigned, int, int, int> form) {
  using namespace std::chrono;
  const sys_seconds point{seconds{time}};
  const auto day = floor<days>(point);
  const year_month_day date{day};
  const hh_mm_ss clock{point - day};
  return fmt::format(form, static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                     static_cast<int>(clock.minutes().count()),
                     static_cast<int>(clock.seconds().count()));
}

}  // namespace

std::optional<std::time_t> parse_pdf_date(std::string_view text) {
  using namespace std::chrono;
  if (!text.starts_with("D:")) {
    return std::nullopt;
  }
  text.remove_prefix(2);
  const std::optional<int> y = take_number(text, 4);
  const std::optional<int> m = take_number(text, 2);
  const std::optional<int> d = take_number(text, 2);
  const std::optional<int> hour = take_number(text, 2);
  const std::optional<int> minute = take_number(text, 2);
  const std::optional<int> second = take_number(text, 2);
  const std::optional<int> zone = parse_zone(text);
  if (!y || !m || !d || !hour || !minute || !second || !zone) {
    return std::nullopt;
  }
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return system_clock::to_time_t(sys_days{date} + hours{*hour} + minutes{*minute} +
                                 seconds{*second - *zone});
}

std::string utc_text(std::time_t time) {
  return formatted(time, "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z");
}

std::string readable_utc(std::time_t time) {
  return formatted(time, "{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC");
}

}  // namespace certpress::verify
