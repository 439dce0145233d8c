#include "rule_parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "wording.h"

namespace certpress::parse {

namespace {

using model::Field;
using model::Kind;

constexpr std::size_t kMaxRules = 200;
constexpr std::string_view kLongTerm = "长期";

void bad_rule(const YamlNode& at, Message message, Scope& scope) {
  scope.findings.error("template/bad-rule", at.offset, std::move(message));
}

// The words of a list of at least two, all different. Nothing, reported, when they are not.
std::optional<std::vector<const YamlNode*>> names_in(MappingReader& rule, std::string_view key) {
  const YamlNode& list = *rule.find(key);
  const std::vector<const YamlNode*> names = rule.words(key);
  if (list.kind != YamlNode::Kind::kSequence || names.size() != list.items.size()) {
    return std::nullopt;  // reported by its type
  }
  std::set<std::string_view> different;
  for (const YamlNode* name : names) {
    if (!different.insert(name->text).second) {
      bad_rule(
          *name,
          {fmt::format("{} stands twice", quoted(name->text)), quoted(name->text) + " 重复出现"},
          rule.scope());
      return std::nullopt;
    }
  }
  if (names.size() < 2) {
    bad_rule(list,
             {fmt::format("'{}' takes two fields or more", key),
              fmt::format("'{}' 至少需要两个字段", key)},
             rule.scope());
    return std::nullopt;
  }
  return names;
}

// "issue_date", "validity.until"
std::optional<model::RuleDay> read_day(const YamlNode& item, Scope& scope) {
  const std::string_view word = item.text;
  const std::size_t dot = std::min(word.find('.'), word.size());
  const auto index = use_field(word.substr(0, dot), item.offset, scope);
  if (!index) {
    return std::nullopt;
  }
  model::RuleDay day{*index};
  const Field& field = scope.fields.list()[day.field];
  const std::string_view end = word.substr(dot);
  if (field.kind == Kind::kPeriod && (end == ".from" || end == ".until")) {
    day.end = end == ".from" ? model::PeriodEnd::kFrom : model::PeriodEnd::kUntil;
    return day;
  }
  const bool is_day = field.kind == Kind::kDate || field.kind == Kind::kDateOrLongTerm;
  if (is_day && end.empty()) {
    return day;
  }
  if (field.kind == Kind::kPeriod) {
    scope.findings.error("template/wrong-field-kind", item.offset,
                         {fmt::format("write {0}.from or {0}.until: '{0}' is a period", field.name),
                          fmt::format("'{0}' 为期间，请写 {0}.from 或 {0}.until", field.name)});
  } else {
    scope.findings.error(
        "template/wrong-field-kind", item.offset,
        {fmt::format("{} is not one day of the kind {}", quoted(word), to_string(field.kind)),
         fmt::format("{} 不是可比较的日期（字段类型 {}）", quoted(word), to_string(field.kind))});
  }
  return std::nullopt;
}

std::optional<model::Rule> read_order(MappingReader& rule) {
  const auto names = names_in(rule, "order");
  model::OrderRule out;
  for (const YamlNode* name : names.value_or(std::vector<const YamlNode*>())) {
    if (const auto day = read_day(*name, rule.scope())) {
      out.days.push_back(*day);
    }
  }
  return out;
}

std::optional<model::Rule> read_one_of(MappingReader& rule) {
  const auto names = names_in(rule, "one_of");
  model::OneOfRule out;
  for (const YamlNode* name : names.value_or(std::vector<const YamlNode*>())) {
    if (const auto field = use_field(name->text, name->offset, rule.scope())) {
      out.fields.push_back(*field);
    }
  }
  return out;
}

// A value that a record's field can have, as it prints; nothing when it can have no such value.
std::optional<std::string> possible_value(const Field& field, const std::string& word) {
  if (field.kind == Kind::kDateOrLongTerm) {
    return word == kLongTerm ? std::optional(word) : std::nullopt;
  }
  if (field.kind == Kind::kText) {
    const bool is_allowed =
        field.allowed.empty() || std::ranges::find(field.allowed, word) != field.allowed.end();
    return is_allowed ? std::optional(word) : std::nullopt;
  }
  if (field.codes == nullptr) {
    return word;  // the list was refused itself
  }
  const auto& entries = field.codes->entries;
  const auto entry = std::ranges::find_if(
      entries, [&](const auto& each) { return each.code == word || each.text == word; });
  return entry != entries.end() ? std::optional(entry->text) : std::nullopt;
}

std::vector<std::string> read_values(MappingReader& rule, const Field& field) {
  const bool is_code = field.kind == Kind::kCode && !field.several;
  if (!is_code && field.kind != Kind::kText && field.kind != Kind::kDateOrLongTerm) {
    rule.error("template/wrong-field-kind", "is",
               {fmt::format("a rule cannot name values of '{}': it is no text, single code or "
                            "date-or-long-term",
                            field.name),
                fmt::format("规则不能列举 '{}' 的值：它不是文本、单个代码或 date-or-long-term",
                            field.name)});
    return {};
  }
  const YamlNode& list = *rule.find("is");
  if (list.kind == YamlNode::Kind::kSequence && list.items.empty()) {
    bad_rule(list, {"'is' needs a value at least", "'is' 至少需要一个值"}, rule.scope());
  }
  std::vector<std::string> values;
  for (const YamlNode* word : rule.words("is")) {
    const auto value = possible_value(field, word->text);
    if (!value) {
      bad_rule(
          *word,
          {fmt::format("the field '{}' never has the value {}", field.name, quoted(word->text)),
           fmt::format("字段 '{}' 不会有值 {}", field.name, quoted(word->text))},
          rule.scope());
    }
    values.push_back(value.value_or(""));
  }
  return values;
}

std::optional<model::Rule> read_required(MappingReader& rule) {
  using Condition = model::RequiredRule::Condition;
  const auto field = rule.field("required");
  const bool by_presence = rule.has("when");
  if (by_presence == rule.has("unless")) {
    bad_rule(*rule.find("required"),
             {"this rule needs one of the keys 'when' and 'unless'",
              "此规则须有 'when' 或 'unless' 之一"},
             rule.scope());
    return std::nullopt;
  }
  const auto other = rule.field(by_presence ? "when" : "unless");
  if (!field || !other) {
    return std::nullopt;
  }
  if (*field == *other) {
    rule.error("template/bad-rule", by_presence ? "when" : "unless",
               {"a field cannot depend on itself", "字段不能以自身为条件"});
  }
  model::RequiredRule out{
      *field, *other, by_presence ? Condition::kPresent : Condition::kAbsent, {}};
  if (rule.has("is") && !by_presence) {
    rule.error("template/bad-rule", "is",
               {"'is' stands beside 'when' only", "'is' 只能与 'when' 同用"});
  } else if (rule.has("is")) {
    out.condition = Condition::kHasValue;
    out.values = read_values(rule, rule.scope().fields.list()[*other]);
  }
  return out;
}

// What kind of rule this is: the index of its table. Nothing, reported, when it is none or several.
std::optional<std::size_t> kind_of(const YamlNode& node, Scope& scope) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < rule_tables().size(); ++i) {
    if (node.find(rule_tables()[i].keys.front().name) != nullptr) {
      found.push_back(i);
    }
  }
  if (found.size() == 1) {
    return found.front();
  }
  bad_rule(node,
           {"a rule has one of the keys 'order', 'one_of', 'required'",
            "规则须有且只有 'order'、'one_of'、'required' 之一"},
           scope);
  return std::nullopt;
}

}  // namespace

const std::vector<Table>& rule_tables() {
  static const std::vector<Table> tables{
      {"a rule of order",
       "顺序规则",
       {{.name = "order",
         .type = Type::kTexts,
         .required = true,
         .says = "Days of which none may be later than the next: dates, and ends of periods as "
                 "name.from and name.until. What is absent is passed over.",
         .example = "[\"issue_date\", \"validity.until\"]"}}},
      {"a rule of choice",
       "至少一项规则",
       {{.name = "one_of",
         .type = Type::kTexts,
         .required = true,
         .says = "Fields of which a record gives one at least.",
         .example = "[\"tonnage\", \"seats\"]"}}},
      {"a rule of need",
       "条件必填规则",
       {{.name = "required",
         .type = Type::kField,
         .required = true,
         .says = "Field that a record must give under the condition.",
         .example = "\"technical_grade\""},
        {.name = "when",
         .type = Type::kField,
         .says = "Condition: this field is present and, for a flag, true.",
         .example = "\"technical_grade_date\""},
        {.name = "is",
         .type = Type::kTexts,
         .says = "Beside `when`: that field has one of these values.",
         .example = "[\"长期\"]"},
        {.name = "unless",
         .type = Type::kField,
         .says = "Condition: this field is absent.",
         .example = "\"valid_until\""}}},
  };
  return tables;
}

std::vector<model::Rule> read_rules(MappingReader& file) {
  constexpr std::array kReaders{read_order, read_one_of, read_required};
  std::vector<model::Rule> rules;
  for (const YamlNode& node : file.items("rules")) {
    if (rules.size() == kMaxRules) {
      file.error("template/too-many", "rules",
                 {fmt::format("a template has at most {} rules", kMaxRules),
                  fmt::format("模板最多有 {} 条规则", kMaxRules)});
      break;
    }
    const auto kind = kind_of(node, file.scope());
    if (!kind) {
      continue;
    }
    MappingReader reader(node, rule_tables()[*kind], file.scope());
    if (auto rule = kReaders.at(*kind)(reader)) {
      rules.push_back(*std::move(rule));
    }
  }
  return rules;
}

}  // namespace certpress::parse
