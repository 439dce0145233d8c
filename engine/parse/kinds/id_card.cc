#include "id_card.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "characters.h"
#include "date.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kOldLength = 15;
constexpr int kFirstBirthYear = 1900;

// GB/T 2260: provinces; 71 and 83 Taiwan, 81 Hong Kong, 82 Macao.
constexpr std::array kProvinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
constexpr char kForeigner = '9';

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

bool area_exists(std::string_view number) {
  const int province = number_at(number, number.front() == kForeigner ? 1 : 0, 2);
  return std::ranges::find(kProvinces, province) != kProvinces.end();
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
  const bool area = area_exists(*number);
  if (!area) {
    report.error("record/bad-id-card",
                 {"the first digits are no province's", "前两位不是省级行政区划代码"});
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
  return area && birth_exists && checks ? std::optional<model::Value>(*number) : std::nullopt;
}

model::Date birth_of(std::string_view id_card) {
  return {number_at(id_card, 6, 4), number_at(id_card, 10, 2), number_at(id_card, 12, 2)};
}

std::string_view sex_of(std::string_view id_card) {
  return (id_card[16] - '0') % 2 == 1 ? "男" : "女";
}

}  // namespace certpress::parse
