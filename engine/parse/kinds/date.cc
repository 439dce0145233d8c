#include "date.h"

#include <array>
#include <charconv>
#include <chrono>

#include "characters.h"

namespace certpress::parse {

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;
constexpr std::size_t kMaxDateLength = 16;
constexpr std::size_t kMaxPeriodLength = 40;
constexpr std::string_view kLongTerm = "长期";
constexpr std::string_view kTo = "至";

// How the parts of a date are parted, and how many digits month and day may have.
struct DateForm {
  std::string_view after_year;
  std::string_view after_month;
  std::string_view after_day;
  std::size_t min_digits;
};

constexpr std::array<DateForm, 3> kForms{{
    {"-", "-", "", 2},
    {"", "", "", 2},
    {"年", "月", "日", 1},
}};

// Takes `minimum` to `maximum` digits and `separator` off the front of `text`; -1 when they are not
// there.
int take_number(std::string_view& text, std::size_t minimum, std::size_t maximum,
                std::string_view separator) {
  std::size_t digits = 0;
  while (digits < maximum && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    ++digits;
  }
  if (digits < minimum || !text.substr(digits).starts_with(separator)) {
    return -1;
  }
  int number = -1;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits + separator.size());
  return number;
}

std::optional<model::Date> match(std::string_view text, const DateForm& form) {
  model::Date date;
  date.year = take_number(text, 4, 4, form.after_year);
  date.month = date.year < 0 ? -1 : take_number(text, form.min_digits, 2, form.after_month);
  date.day = date.month < 0 ? -1 : take_number(text, form.min_digits, 2, form.after_day);
  return date.day >= 0 && text.empty() ? std::optional(date) : std::nullopt;
}

std::optional<model::Until> parse_until(std::string_view text, const FieldReport& report) {
  if (text == kLongTerm) {
    return model::LongTerm{};
  }
  const auto date = parse_date(text, report);
  return date ? std::optional<model::Until>(*date) : std::nullopt;
}

// The ends of a period as text, cleaned, and where each stands.
struct Ends {
  std::string from;
  std::string until;
  FieldReport from_report;
  FieldReport until_report;
};

std::optional<Ends> split_period(const KindInput& input) {
  const auto text = clean_identifier(input.value, kMaxPeriodLength, input.report);
  if (!text) {
    return std::nullopt;
  }
  const std::size_t to = text->find(kTo);
  if (to == std::string::npos) {
    input.report.error("record/bad-period", {"a period needs two dates with 至 between them",
                                             "起止日期应为两个日期，中间用“至”连接"});
    return std::nullopt;
  }
  return Ends{text->substr(0, to), text->substr(to + kTo.size()), input.report, input.report};
}

std::optional<Ends> period_members(const KindInput& input) {
  const JsonValue* from = nullptr;
  const JsonValue* until = nullptr;
  bool good = true;
  for (const JsonMember& member : input.value.members) {
    if (member.key != "from" && member.key != "until") {
      input.report.error("record/unknown-field", {"a period has the members from and until only",
                                                  "起止日期只能包含 from 和 until"});
      good = false;
      continue;
    }
    const JsonValue*& end = member.key == "from" ? from : until;
    if (end != nullptr) {
      input.report.at(member.key)
          .error("record/duplicate-key", {"this member was given twice", "该项重复给出"});
      good = false;
    }
    end = &member.value;
  }
  const auto clean = [&](const JsonValue* end, std::string_view key) -> std::optional<std::string> {
    const FieldReport report = input.report.at(key);
    if (end == nullptr) {
      report.error("record/missing-field",
                   {"this end of the period is missing", "起止日期缺少此项"});
      return std::nullopt;
    }
    return clean_identifier(*end, kMaxDateLength, report);
  };
  auto from_text = clean(from, "from");
  auto until_text = clean(until, "until");
  if (!good || !from_text || !until_text) {
    return std::nullopt;
  }
  return Ends{std::move(*from_text), std::move(*until_text), input.report.at("from"),
              input.report.at("until")};
}

}  // namespace

bool date_exists(const model::Date& date) {
  return std::chrono::year_month_day(std::chrono::year(date.year),
                                     std::chrono::month(static_cast<unsigned>(date.month)),
                                     std::chrono::day(static_cast<unsigned>(date.day)))
      .ok();
}

std::optional<model::Date> parse_date(std::string_view text, const FieldReport& report) {
  std::optional<model::Date> date;
  for (const DateForm& form : kForms) {
    date = date ? date : match(text, form);
  }
  if (!date) {
    report.error("record/bad-date", {"this is not a date", "此处不是日期"},
                 {"write it as 2024-03-01 or 2024年3月1日", "请写作 2024-03-01 或 2024年3月1日"});
    return std::nullopt;
  }
  if (date->year < kFirstYear || date->year > kLastYear) {
    report.error("record/date-out-of-range",
                 {"the year is not between 1900 and 2999", "年份不在 1900 至 2999 之间"});
    return std::nullopt;
  }
  if (!date_exists(*date)) {
    report.error("record/date-does-not-exist",
                 {"the calendar has no such day", "日历中没有这一天"});
    return std::nullopt;
  }
  return date;
}

std::optional<model::Value> read_date(const KindInput& input) {
  const auto text = clean_identifier(input.value, kMaxDateLength, input.report);
  const auto date = text ? parse_date(*text, input.report) : std::nullopt;
  return date ? std::optional<model::Value>(*date) : std::nullopt;
}

std::optional<model::Value> read_date_or_long_term(const KindInput& input) {
  const auto text = clean_identifier(input.value, kMaxDateLength, input.report);
  const auto until = text ? parse_until(*text, input.report) : std::nullopt;
  if (!until) {
    return std::nullopt;
  }
  return std::visit([](const auto& end) { return std::optional<model::Value>(end); }, *until);
}

std::optional<model::Value> read_period(const KindInput& input) {
  const auto ends =
      input.value.type == JsonValue::Type::kObject ? period_members(input) : split_period(input);
  if (!ends) {
    return std::nullopt;
  }
  const auto from = parse_date(ends->from, ends->from_report);
  const auto until = parse_until(ends->until, ends->until_report);
  if (!from || !until) {
    return std::nullopt;
  }
  const auto* last = std::get_if<model::Date>(&*until);
  if (last != nullptr && *last < *from) {
    input.report.error("record/period-reversed",
                       {"the period ends before it begins", "截止日期早于起始日期"});
    return std::nullopt;
  }
  return model::Period{*from, *until};
}

}  // namespace certpress::parse
