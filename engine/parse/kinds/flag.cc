#include "flag.h"

#include "../../base/utf8.h"
#include "characters.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxFlagLength = 8;

// A table of records has no other way than words; spreadsheets write TRUE.
std::optional<bool> truth_of(std::u32string_view word) {
  for (const std::u32string_view yes : {U"true", U"True", U"TRUE", U"是"}) {
    if (word == yes) {
      return true;
    }
  }
  for (const std::u32string_view no : {U"false", U"False", U"FALSE", U"否"}) {
    if (word == no) {
      return false;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Value> read_flag(const KindInput& input) {
  if (input.value.type == JsonValue::Type::kBoolean) {
    return input.value.boolean;
  }
  std::optional<bool> truth;
  if (input.value.is_string()) {
    TextRules rules;
    rules.max_length = kMaxFlagLength;
    rules.half_width = true;
    const auto word = clean_text(input.value, rules, input.report);
    if (!word) {
      return std::nullopt;
    }
    truth = truth_of(*word);
  }
  if (!truth) {
    input.report.error("record/bad-flag",
                       {"this is neither true nor false", "此处应为 true 或 false"},
                       {"write true, false, 是 or 否", "请写 true、false、是 或 否"});
  }
  return truth ? std::optional<model::Value>(*truth) : std::nullopt;
}

}  // namespace certpress::parse
