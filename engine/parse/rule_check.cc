#include "rule_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace certpress::parse {

namespace {

using model::PeriodEnd;
using model::RuleDay;

class RuleChecker {
 public:
  RuleChecker(const RuleInput& input, Refusals& refusals) : input_(input), refusals_(refusals) {}

  void operator()(const model::OrderRule& rule) {
    const RuleDay* last = nullptr;
    for (const RuleDay& day : rule.days) {
      if (!until_of(day)) {
        continue;
      }
      if (last != nullptr && is_later(*until_of(*last), *until_of(day))) {
        const Message earlier = name_of(*last);
        const Message later = name_of(day);
        refusals_.error("record/rule-order", input_.place(day.field),
                        {fmt::format("{} must not be later than {}", earlier.en, later.en),
                         fmt::format("{}不得晚于{}", earlier.zh, later.zh)});
      }
      last = &day;
    }
  }

  void operator()(const model::OneOfRule& rule) {
    const bool is_kept = std::ranges::any_of(rule.fields, [&](std::size_t field) {
      return input_.record.is_true(field) || input_.is_refused(field);
    });
    if (is_kept) {
      return;
    }
    Message names;
    for (const std::size_t index : rule.fields) {
      names.en += (names.en.empty() ? "" : ", ") + field(index).name;
      names.zh += (names.zh.empty() ? "" : "、") + field(index).label;
    }
    refusals_.error("record/rule-one-of", input_.place(rule.fields.front()),
                    {"one of these fields at least is required: " + names.en,
                     "以下字段至少填写一项：" + names.zh});
  }

  void operator()(const model::RequiredRule& rule) {
    const bool unknown = input_.is_refused(rule.field) || input_.is_refused(rule.other);
    if (unknown || input_.record.value(rule.field) != nullptr || !is_met(rule)) {
      return;
    }
    const model::Field& other = field(rule.other);
    Message message;
    switch (rule.condition) {
      case model::RequiredRule::Condition::kPresent:
        message = {fmt::format("this field is required beside {}", other.name),
                   fmt::format("填写了{}时，该字段必填", other.label)};
        break;
      case model::RequiredRule::Condition::kAbsent:
        message = {fmt::format("this field is required without {}", other.name),
                   fmt::format("未填写{}时，该字段必填", other.label)};
        break;
      case model::RequiredRule::Condition::kHasValue:
        message = {fmt::format("this field is required with such a value of {}", other.name),
                   fmt::format("{}为该值时，该字段必填", other.label)};
        break;
    }
    refusals_.error("record/rule-required", input_.place(rule.field), std::move(message));
  }

 private:
  [[nodiscard]] const model::Field& field(std::size_t index) const {
    return input_.of.fields[index];
  }

  [[nodiscard]] std::optional<model::Until> until_of(const RuleDay& day) const {
    const model::Value* value = input_.record.value(day.field);
    if (value == nullptr) {
      return std::nullopt;
    }
    if (const auto* period = std::get_if<model::Period>(value)) {
      return day.end == PeriodEnd::kFrom ? model::Until(period->from) : period->until;
    }
    if (const auto* date = std::get_if<model::Date>(value)) {
      return *date;
    }
    return model::LongTerm{};
  }

  static bool is_later(const model::Until& a, const model::Until& b) {
    const auto* first = std::get_if<model::Date>(&a);
    const auto* second = std::get_if<model::Date>(&b);
    return second != nullptr && (first == nullptr || *first > *second);
  }

  [[nodiscard]] Message name_of(const RuleDay& day) const {
    const model::Field& of = field(day.field);
    switch (day.end) {
      case PeriodEnd::kFrom:
        return {of.name + ".from", of.label + "的起始日期"};
      case PeriodEnd::kUntil:
        return {of.name + ".until", of.label + "的截止日期"};
      case PeriodEnd::kBoth:
        break;
    }
    return {of.name, of.label};
  }

  [[nodiscard]] bool is_met(const model::RequiredRule& rule) const {
    const model::Value* value = input_.record.value(rule.other);
    switch (rule.condition) {
      case model::RequiredRule::Condition::kPresent:
        return input_.record.is_true(rule.other);
      case model::RequiredRule::Condition::kAbsent:
        return !input_.record.is_true(rule.other);
      case model::RequiredRule::Condition::kHasValue:
        break;
    }
    const std::string text =
        value != nullptr ? model::printed(*value, PeriodEnd::kBoth, model::kDefaultDateFormat) : "";
    return value != nullptr && std::ranges::find(rule.values, text) != rule.values.end();
  }

  const RuleInput& input_;
  Refusals& refusals_;
};

}  // namespace

void check_rules(const RuleInput& input, Refusals& refusals) {
  RuleChecker checker(input, refusals);
  for (const model::Rule& rule : input.of.rules) {
    std::visit(checker, rule);
  }
}

}  // namespace certpress::parse
