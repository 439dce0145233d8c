#include "settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "nearest_word.h"

namespace certpress::parse {

Mapping::Mapping(const YamlNode& node, Message what, std::vector<std::string_view> known,
                 const Reading& reading)
    : node_(node), what_(std::move(what)), reading_(reading) {
  if (node.kind != YamlNode::Kind::kMapping) {
    error("profile/wrong-type", {fmt::format("{} is a mapping of keys to values", what_.en),
                                 fmt::format("{}须为键值映射", what_.zh)});
    return;
  }
  for (const YamlEntry& entry : node.entries) {
    if (std::ranges::find(known, entry.key.text) == known.end()) {
      reading_.findings.error("profile/unknown-key", entry.key.offset,
                              {fmt::format("{} has no key '{}'", what_.en, entry.key.text),
                               fmt::format("{}没有键 '{}'", what_.zh, entry.key.text)},
                              suggestion(entry.key.text, known));
    }
  }
}

void Mapping::error(std::string code, Message message) const {
  reading_.findings.error(std::move(code), node_.offset, std::move(message));
}

void Mapping::error(std::string_view key, std::string code, Message message, Message hint) const {
  const YamlNode* value = find(key);
  reading_.findings.error(std::move(code), value != nullptr ? value->offset : node_.offset,
                          std::move(message), std::move(hint));
}

void Mapping::wrong_type(std::string_view key, const char* en, const char* zh) const {
  error(key, "profile/wrong-type",
        {fmt::format("'{}' takes {}", key, en), fmt::format("'{}' 应为{}", key, zh)});
}

void Mapping::need(std::string_view key) const {
  if (!has(key)) {
    error("profile/missing-key", {fmt::format("{} needs the key '{}'", what_.en, key),
                                  fmt::format("{}缺少键 '{}'", what_.zh, key)});
  }
}

std::string Mapping::text(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) {
    return {};
  }
  if (value->text.empty()) {
    wrong_type(key, "a text", "文本");
  }
  return value->text;
}

std::filesystem::path Mapping::path_of(const YamlNode& value, std::string_view key) const {
  if (value.text.empty()) {
    wrong_type(key, "the path of a file", "文件路径");
    return {};
  }
  return reading_.folder / value.text;  // an absolute path stays as it is
}

std::filesystem::path Mapping::path(std::string_view key) const {
  const YamlNode* value = find(key);
  return value != nullptr ? path_of(*value, key) : std::filesystem::path();
}

std::vector<std::filesystem::path> Mapping::paths(std::string_view key) const {
  const YamlNode* value = find(key);
  std::vector<std::filesystem::path> out;
  if (value != nullptr && value->kind == YamlNode::Kind::kSequence) {
    for (const YamlNode& item : value->items) {
      out.push_back(path_of(item, key));
    }
  } else if (value != nullptr) {
    out.push_back(path_of(*value, key));
  }
  return out;
}

std::vector<std::string> Mapping::texts(std::string_view key) const {
  const YamlNode* value = find(key);
  std::vector<std::string> out;
  if (value != nullptr && value->kind != YamlNode::Kind::kSequence) {
    wrong_type(key, "a list of texts", "文本列表");
  } else if (value != nullptr) {
    for (const YamlNode& item : value->items) {
      if (item.text.empty()) {
        wrong_type(key, "a list of texts", "文本列表");
      }
      out.push_back(item.text);
    }
  }
  return out;
}

double Mapping::number_of(const YamlNode& node, std::string_view key) const {
  double number = 0;
  const std::string& text = node.text;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
    wrong_type(key, "numbers", "数值");
    return 0;
  }
  return number;
}

std::vector<double> Mapping::numbers(std::string_view key, std::size_t count) const {
  const YamlNode* value = find(key);
  std::vector<double> out;
  if (value != nullptr && value->items.size() != count) {
    error(key, "profile/wrong-type",
          {fmt::format("'{}' takes a list of {} numbers", key, count),
           fmt::format("'{}' 应为 {} 个数值的列表", key, count)});
  } else if (value != nullptr) {
    for (const YamlNode& item : value->items) {
      out.push_back(number_of(item, key));
    }
  }
  out.resize(count);
  return out;
}

double Mapping::number(std::string_view key) const {
  const YamlNode* value = find(key);
  return value != nullptr ? number_of(*value, key) : 0;
}

std::optional<int> Mapping::whole_number(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  int number = 0;
  const std::string& text = value->text;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size()) {
    wrong_type(key, "a whole number", "整数");
    return std::nullopt;
  }
  return number;
}

std::optional<std::chrono::milliseconds> Mapping::seconds(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  constexpr double kLongest = 600;
  double number = 0;
  const std::string& text = value->text;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size() ||
      !(number >= 0.001 && number <= kLongest)) {
    wrong_type(key, "seconds, up to 600", "秒数，不超过 600");
    return std::nullopt;
  }
  return std::chrono::milliseconds(static_cast<long>(number * 1000));
}

std::vector<Diagnostic> profile_problems(const Report& report) {
  constexpr std::string_view kTemplate = "template/";
  std::vector<Diagnostic> out = report.sorted();
  for (Diagnostic& problem : out) {
    if (problem.code.starts_with(kTemplate)) {
      problem.code.replace(0, kTemplate.size(), "profile/");
      problem.hint = {};
    }
  }
  return out;
}

}  // namespace certpress::parse
