#include "mapping_reader.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "../base/utf8.h"
#include "composition_parser.h"
#include "nearest_word.h"
#include "wording.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxText = 2000;  // characters
constexpr double kFarthest = 10'000;    // mm
constexpr double kSmallest = 0.01;      // mm

bool is_snake_case(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

bool is_kebab_case(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameLength && name.front() != '-' &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

std::vector<std::string_view> names_of(const NamedMap<Color>& colors) {
  std::vector<std::string_view> out;
  for (const auto& [name, color] : colors) {
    out.push_back(name);
  }
  return out;
}

double number_of(const Key& key, std::string_view text) {
  const auto written = read_number(text);
  return written ? written->number : std::max(0.0, std::isinf(key.minimum) ? 0 : key.minimum);
}

}  // namespace

MappingReader::MappingReader(const YamlNode& node, const Table& table, Scope& scope)
    : node_(node), table_(table), scope_(scope) {
  Findings& findings = scope.findings;
  if (node.kind != YamlNode::Kind::kMapping) {
    const Message what = found(node);
    findings.error("template/wrong-type", node.offset,
                   {fmt::format("{} is a mapping of keys to values, not {}", table.en, what.en),
                    fmt::format("{}须为键值映射，而不是{}", table.zh, what.zh)});
    return;
  }
  for (const YamlEntry& entry : node.entries) {
    if (table.find(entry.key.text) == nullptr && !findings.report().is_full()) {
      findings.error("template/unknown-key", entry.key.offset,
                     {fmt::format("{} has no key {}", table.en, quoted(entry.key.text)),
                      fmt::format("{}没有键 {}", table.zh, quoted(entry.key.text))},
                     suggestion(entry.key.text, table.names()));
    }
  }
  for (const Key& key : table.keys) {
    if (key.required && !has(key.name)) {
      findings.error("template/missing-key", node.offset,
                     {fmt::format("{} needs the key '{}'", table.en, key.name),
                      fmt::format("{}缺少键 '{}'", table.zh, key.name)});
    }
  }
}

const YamlNode* MappingReader::find(std::string_view key) const {
  return node_.find(table_.at(key).name);
}

std::size_t MappingReader::offset(std::string_view key) const {
  const YamlNode* node = find(key);
  return node != nullptr ? node->offset : node_.offset;
}

const std::string& MappingReader::folder(std::string_view key) const {
  return scope_.findings.source().folder(offset(key));
}

void MappingReader::error(std::string code, std::string_view key, Message message, Message hint) {
  scope_.findings.error(std::move(code), offset(key), std::move(message), std::move(hint));
}

void MappingReader::wrong_type(const YamlNode& node, const Key& key) {
  const Message right = wanted(key);
  const Message wrong = found(node);
  scope_.findings.error("template/wrong-type", node.offset,
                        {fmt::format("'{}' takes {}, not {}", key.name, right.en, wrong.en),
                         fmt::format("'{}' 应为{}，而不是{}", key.name, right.zh, wrong.zh)},
                        quoting_hint(node, key));
}

const YamlNode* MappingReader::scalar(const Key& key) {
  const YamlNode* node = find(key.name);
  if (node != nullptr && !node->is_scalar()) {
    wrong_type(*node, key);
    return nullptr;
  }
  return node;
}

std::optional<double> MappingReader::checked_number(const YamlNode& node, const Key& key) {
  if (!node.is_scalar()) {
    wrong_type(node, key);
    return std::nullopt;
  }
  const auto written = read_number(node.text);
  if (!written) {
    const Message right = wanted(key);
    scope_.findings.error(
        "template/not-a-number", node.offset,
        {fmt::format("'{}' takes {}, not {}", key.name, right.en, quoted(node.text)),
         fmt::format("'{}' 应为{}，而不是 {}", key.name, right.zh, quoted(node.text))});
    return std::nullopt;
  }
  if (!written->unit.empty() && written->unit != symbol(key.unit)) {
    const Message right = wanted(key);
    scope_.findings.error(
        "template/wrong-unit", node.offset,
        {fmt::format("'{}' takes {}, not of {}", key.name, right.en, quoted(written->unit)),
         fmt::format("'{}' 应为{}，不能用 {}", key.name, right.zh, quoted(written->unit))},
        unit_hint(*written, key));
    return std::nullopt;
  }
  if (key.type == Type::kInteger && written->number != std::floor(written->number)) {
    scope_.findings.error("template/not-a-number", node.offset,
                          {fmt::format("'{}' takes a whole number", key.name),
                           fmt::format("'{}' 应为整数", key.name)});
    return std::nullopt;
  }
  if (written->number < key.minimum || written->number > key.maximum) {
    const Message right = wanted_range(key);
    scope_.findings.error("template/out-of-range", node.offset,
                          {fmt::format("'{}' must be {}", key.name, right.en),
                           fmt::format("'{}' 须为 {}", key.name, right.zh)});
    return std::nullopt;
  }
  return written->number;
}

double MappingReader::number(std::string_view key) {
  const Key& of = table_.at(key);
  const YamlNode* node = find(key);
  const auto value = node != nullptr ? checked_number(*node, of) : std::nullopt;
  return value ? *value : number_of(of, of.fallback);
}

int MappingReader::integer(std::string_view key) {
  // Tables bound every whole number far inside the range of int.
  return static_cast<int>(number(key));
}

bool MappingReader::flag(std::string_view key) {
  const Key& of = table_.at(key);
  const YamlNode* node = scalar(of);
  if (node == nullptr) {
    return of.fallback == "true";
  }
  if (node->text != "true" && node->text != "false") {
    wrong_type(*node, of);
  }
  return node->text == "true";
}

std::optional<std::string> MappingReader::checked_text(const YamlNode& node, const Key& key) {
  if (!node.is_scalar()) {
    wrong_type(node, key);
    return std::nullopt;
  }
  const auto length = static_cast<double>(to_utf32(node.text).size());
  const double longest = std::min(key.maximum, static_cast<double>(kMaxText));
  if (length > longest) {
    scope_.findings.error("template/out-of-range", node.offset,
                          {fmt::format("'{}' is longer than {:g} characters", key.name, longest),
                           fmt::format("'{}' 超过 {:g} 个字符", key.name, longest)});
    return std::nullopt;
  }
  if (node.text.empty() && key.required) {
    scope_.findings.error(
        "template/out-of-range", node.offset,
        {fmt::format("'{}' is empty", key.name), fmt::format("'{}' 为空", key.name)});
  }
  return node.text;
}

std::string MappingReader::text(std::string_view key) {
  const Key& of = table_.at(key);
  const YamlNode* node = find(key);
  if (node == nullptr) {
    return std::string(of.fallback);
  }
  auto text = checked_text(*node, of);
  if (text && of.type == Type::kIdentifier && !check_name(*text, node->offset, scope_.findings)) {
    return {};
  }
  if (text && of.type == Type::kId && !is_kebab_case(*text)) {
    error("template/bad-name", key,
          {fmt::format("{} is no id: lower-case letters, digits and hyphens", quoted(*text)),
           fmt::format("{} 不是有效的标识：只能用小写字母、数字和连字符", quoted(*text))});
    return {};
  }
  return text.value_or(std::string(of.fallback));
}

std::vector<const YamlNode*> MappingReader::words(std::string_view key) {
  Key single = table_.at(key);
  single.type = Type::kText;
  std::vector<const YamlNode*> out;
  for (const YamlNode& item : items(key)) {
    if (checked_text(item, single)) {
      out.push_back(&item);
    }
  }
  return out;
}

std::vector<std::string> MappingReader::texts(std::string_view key) {
  std::vector<std::string> out;
  for (const YamlNode* word : words(key)) {
    out.push_back(word->text);
  }
  return out;
}

Color MappingReader::color(std::string_view key) {
  const Key& of = table_.at(key);
  const Color fallback = read_color(of.fallback).value_or(Color{});
  const YamlNode* node = scalar(of);
  return node != nullptr ? read_color_value(*node, scope_).value_or(fallback) : fallback;
}

std::vector<double> MappingReader::numbers(std::string_view key, std::size_t count) {
  const Key& of = table_.at(key);
  std::vector<double> out;
  bool all_good = true;
  const YamlNode* node = find(key);
  if (node != nullptr && (node->kind != YamlNode::Kind::kSequence || node->items.size() != count)) {
    wrong_type(*node, of);
  } else if (node != nullptr) {
    for (const YamlNode& item : node->items) {
      const bool is_extent = of.type == Type::kSize || (of.type == Type::kBox && out.size() >= 2);
      Key number = of;
      number.type = Type::kNumber;
      // Places may lie anywhere: whether they are on the page is said by who knows the page.
      number.minimum = is_extent ? std::max(of.minimum, kSmallest) : -kFarthest;
      number.maximum = std::min(of.maximum, kFarthest);
      const auto value = checked_number(item, number);
      all_good = all_good && value;
      out.push_back(value.value_or(0));
    }
  }
  return all_good && out.size() == count ? out : std::vector<double>(count, 0);
}

Point MappingReader::point(std::string_view key) {
  const auto xy = numbers(key, 2);
  return {xy[0], xy[1]};
}

Size MappingReader::size(std::string_view key) {
  const auto extent = numbers(key, 2);
  return {extent[0], extent[1]};
}

Rect MappingReader::box(std::string_view key) {
  const auto box = numbers(key, 4);
  return {box[0], box[1], box[2], box[3]};
}

model::Composition MappingReader::composition(std::string_view key) {
  const Key& of = table_.at(key);
  const YamlNode* node = find(key);
  if (node == nullptr || !checked_text(*node, of)) {
    return {};
  }
  return parse_composition(node->text, scope_.fields, [&](CompositionProblem problem) {
    scope_.findings.error(std::move(problem.code),
                          offset_in_scalar(scope_.findings.source(), *node, problem.index),
                          std::move(problem.message), std::move(problem.hint));
  });
}

std::optional<std::size_t> MappingReader::field(std::string_view key) {
  const YamlNode* node = scalar(table_.at(key));
  if (node == nullptr) {
    return std::nullopt;
  }
  return use_field(node->text, node->offset, scope_);
}

std::optional<std::size_t> MappingReader::index_of_word(const YamlNode& node, const Key& key) {
  const auto found = std::ranges::find(key.words, node.text);
  if (found == key.words.end()) {
    scope_.findings.error("template/unknown-word", node.offset,
                          {fmt::format("'{}' cannot be {}", key.name, quoted(node.text)),
                           fmt::format("'{}' 不能为 {}", key.name, quoted(node.text))},
                          suggestion(node.text, key.words));
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - key.words.begin());
}

std::size_t MappingReader::word_index(std::string_view key) {
  const Key& of = table_.at(key);
  const auto fallback = std::ranges::find(of.words, of.fallback);
  const std::size_t otherwise =
      fallback == of.words.end() ? 0 : static_cast<std::size_t>(fallback - of.words.begin());
  const YamlNode* node = scalar(of);
  return node != nullptr ? index_of_word(*node, of).value_or(otherwise) : otherwise;
}

std::vector<std::size_t> MappingReader::word_indexes(std::string_view key) {
  std::vector<std::size_t> out;
  for (const YamlNode* word : words(key)) {
    if (const auto index = index_of_word(*word, table_.at(key))) {
      out.push_back(*index);
    }
  }
  return out;
}

const std::vector<YamlNode>& MappingReader::items(std::string_view key) {
  static const std::vector<YamlNode> none;
  const YamlNode* node = find(key);
  if (node != nullptr && node->kind != YamlNode::Kind::kSequence) {
    wrong_type(*node, table_.at(key));
  }
  return node != nullptr ? node->items : none;
}

std::vector<const YamlEntry*> MappingReader::named(std::string_view key) {
  std::vector<const YamlEntry*> out;
  const YamlNode* node = find(key);
  if (node != nullptr && node->kind != YamlNode::Kind::kMapping) {
    wrong_type(*node, table_.at(key));
  } else if (node != nullptr) {
    for (const YamlEntry& entry : node->entries) {
      if (check_name(entry.key.text, entry.key.offset, scope_.findings)) {
        out.push_back(&entry);
      }
    }
  }
  return out;
}

std::optional<Color> read_color_value(const YamlNode& node, Scope& scope) {
  if (const auto color = read_color(node.text)) {
    return color;
  }
  const auto named = scope.colors.find(node.text);
  if (named != scope.colors.end()) {
    named->second.used = true;
    return named->second.value;
  }
  Message hint = suggestion(node.text, names_of(scope.colors));
  if (node.text.starts_with('#') || hint.empty()) {
    hint = {"write '#RRGGBB' or '#RRGGBBAA', or name it under 'colors'",
            "请写 '#RRGGBB' 或 '#RRGGBBAA'，或在 colors 中命名"};
  }
  scope.findings.error("template/unknown-color", node.offset,
                       {fmt::format("there is no colour {}", quoted(node.text)),
                        fmt::format("没有颜色 {}", quoted(node.text))},
                       std::move(hint));
  return std::nullopt;
}

std::optional<std::size_t> use_field(std::string_view name, std::size_t offset, Scope& scope) {
  const auto index = scope.fields.use(name);
  if (!index) {
    scope.findings.error("template/unknown-field", offset,
                         {fmt::format("there is no field {}", quoted(name)),
                          fmt::format("没有名为 {} 的字段", quoted(name))},
                         suggestion(name, scope.fields.names()));
  }
  return index;
}

bool check_name(std::string_view name, std::size_t offset, Findings& findings) {
  if (is_snake_case(name) && name.size() <= kMaxNameLength) {
    return true;
  }
  findings.error(
      "template/bad-name", offset,
      {fmt::format("{} is no name: a lower-case letter, then lower-case letters, digits and _",
                   quoted(name)),
       fmt::format("{} 不是有效的名称：须以小写字母开头，只能用小写字母、数字和下划线",
                   quoted(name))});
  return false;
}

}  // namespace certpress::parse
