#include "id_card.h"

#include <charconv>

#include <fmt/format.h>

#include "characters.h"
#include "date.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kOldLength = 15;
constexpr int kFirstBirthYear = 1900;

int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  std::from_chars(text.data() + begin, text.data() + begin + length, number);
  return number;
}

bool check_characters(std::string_view number, const FieldReport& report) {
  for (std::size_t i = 0; i < number.size(); ++i) {
    const bool digit = number[i] >= '0' && number[i] <= '9';
    const bool last = i + 1 == kIdCardLength;
    if (!digit && !(last && number[i] == 'X')) {
      report.error("record/bad-id-card",
                   {fmt::format("character {} is not a digit{}", i + 1, last ? " or X" : ""),
                    fmt::format("第 {} 位不是数字{}", i + 1, last ? "或 X" : "")});
      return false;
    }
  }
  return true;
}

}  // namespace

char id_card_check_character(std::string_view first_17) {
  int sum = 0;
  for (const char c : first_17) {
    sum = (sum + (c - '0')) * 2 % 11;
  }
  return "0123456789X"[static_cast<std::size_t>((12 - sum) % 11)];
}

std::optional<model::Value> read_id_card(const KindInput& input) {
  const FieldReport& report = input.report;
  const auto number = clean_identifier(input.value, kIdCardLength, report);
  if (!number) {
    return std::nullopt;
  }
  if (number->size() != kIdCardLength) {
    report.error("record/bad-id-card", {"the number does not have 18 characters", "号码不是 18 位"},
                 number->size() == kOldLength
                     ? Message{"numbers of 15 digits ended in 2013", "15 位号码已于 2013 年停用"}
                     : Message{});
    return std::nullopt;
  }
  if (!check_characters(*number, report)) {
    return std::nullopt;
  }
  const model::Date birth = birth_of(*number);
  const bool birth_exists = birth.year >= kFirstBirthYear && date_exists(birth);
  if (!birth_exists) {
    report.error("record/bad-id-card",
                 {"characters 7 to 14 are not a day that exists", "第 7 至 14 位不是存在的日期"});
  }
  const bool checks =
      id_card_check_character(number->substr(0, kIdCardLength - 1)) == number->back();
  if (!checks) {
    report.error(
        "record/bad-id-card",
        {"the check character (the 18th) does not fit the others", "校验码（第 18 位）不正确"},
        {"one character is wrong, or two stand in the wrong order", "有一位错误，或两位顺序颠倒"});
  }
  return birth_exists && checks ? std::optional<model::Value>(*number) : std::nullopt;
}

model::Date birth_of(std::string_view id_card) {
  return {number_at(id_card, 6, 4), number_at(id_card, 10, 2), number_at(id_card, 12, 2)};
}

std::string_view sex_of(std::string_view id_card) {
  return (id_card[16] - '0') % 2 == 1 ? "男" : "女";
}

}  // namespace certpress::parse
