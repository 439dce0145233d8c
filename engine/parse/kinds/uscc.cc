#include "uscc.h"

#include <array>

#include <fmt/format.h>

#include "characters.h"

namespace certpress::parse {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kModulus = 31;
constexpr std::string_view kDigits = "0123456789";
// Area code: positions 3 to 8. Organisation code: positions 9 to 17.
constexpr std::size_t kAreaBegin = 2;
constexpr std::size_t kOrganisationBegin = 8;
constexpr std::size_t kOrganisationCheck = 16;

}  // namespace

char uscc_check_character(std::string_view first_17) {
  int sum = 0;
  int weight = 1;  // 3 to the power of the place, modulo 31
  for (const char c : first_17) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) {
      return 0;
    }
    sum += static_cast<int>(value) * weight;
    weight = weight * 3 % kModulus;
  }
  return kAlphabet[static_cast<std::size_t>((kModulus - sum % kModulus) % kModulus)];
}

char organisation_check_character(std::string_view first_8) {
  constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size() && i < first_8.size(); ++i) {
    const char c = first_8[i];
    sum += kWeights.at(i) * (c >= 'A' ? c - 'A' + 10 : c - '0');
  }
  return "0123456789X"[static_cast<std::size_t>((11 - sum % 11) % 11)];
}

bool check_uscc(std::string_view code, const FieldReport& report) {
  if (code.size() != kUsccLength) {
    report.error("record/bad-uscc", {"the code does not have 18 characters", "代码不是 18 位"});
    return false;
  }
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool area = i >= kAreaBegin && i < kOrganisationBegin;
    if ((area ? kDigits : kAlphabet).find(code[i]) != std::string_view::npos) {
      continue;
    }
    report.error(
        "record/bad-uscc",
        {fmt::format("character {} is not {}", i + 1,
                     area ? "a digit" : "a digit or letter (I, O, S, V and Z are not used)"),
         fmt::format("第 {} 位不是{}", i + 1,
                     area ? "数字" : "数字或大写字母（不使用 I、O、S、V、Z）")});
    return false;
  }
  if (uscc_check_character(code.substr(0, kUsccLength - 1)) != code.back()) {
    report.error(
        "record/bad-uscc",
        {"the check character (the 18th) does not fit the others", "校验码（第 18 位）不正确"},
        {"one character is wrong, or two stand in the wrong order", "有一位错误，或两位顺序颠倒"});
    return false;
  }
  if (organisation_check_character(code.substr(kOrganisationBegin, 8)) !=
      code[kOrganisationCheck]) {
    report.warning("record/uscc-organisation-code",
                   {"character 17 is not the check character of the organisation code (GB 11714)",
                    "第 17 位不是组织机构代码的校验码（GB 11714）"});
  }
  return true;
}

std::optional<model::Value> read_uscc(const KindInput& input) {
  const auto code = clean_identifier(input.value, kUsccLength, input.report);
  return code && check_uscc(*code, input.report) ? std::optional<model::Value>(*code)
                                                 : std::nullopt;
}

}  // namespace certpress::parse
