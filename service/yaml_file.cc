#include "yaml_file.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "file.h"

namespace certpress::service {

namespace {

Place place_of(const YAML::Mark& mark, const std::string& file) {
  Place place;
  place.file = file;
  place.line = mark.line + 1;
  place.column = mark.column + 1;
  return place;
}

YamlValue value_of(const YAML::Node& node, const std::string& file) {
  YamlValue value;
  value.place = place_of(node.Mark(), file);
  if (node.IsScalar()) {
    value.kind = YamlValue::Kind::kScalar;
    value.text = node.Scalar();
  } else if (node.IsSequence()) {
    value.kind = YamlValue::Kind::kSequence;
    for (const YAML::Node& item : node) {
      value.items.push_back(value_of(item, file));
    }
  } else if (node.IsMap()) {
    value.kind = YamlValue::Kind::kMapping;
    for (const auto& entry : node) {
      value.entries.push_back({value_of(entry.first, file), value_of(entry.second, file)});
    }
  }
  return value;
}

// Levenshtein's.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row.back();
}

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  const auto found = std::ranges::find(
      entries, key, [](const YamlEntry& entry) { return std::string_view(entry.key.text); });
  return found == entries.end() ? nullptr : &found->value;
}

Place in_file(const std::filesystem::path& file) {
  Place place;
  place.file = file.string();
  return place;
}

Diagnostic error_at(const Place& place, std::string code, Message message, Message hint) {
  return {Severity::kError, std::move(code), place, std::move(message), std::move(hint)};
}

Message suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const auto closest = std::ranges::min_element(
      known, {}, [&](std::string_view candidate) { return distance(word, candidate); });
  if (closest == known.end() || distance(word, *closest) > 1 + word.size() / 4) {
    return {};
  }
  return {fmt::format("did you mean '{}'?", *closest), fmt::format("是否应为 '{}'？", *closest)};
}

std::optional<YamlValue> read_yaml_file(const std::filesystem::path& file,
                                        std::vector<Diagnostic>& problems) {
  const auto text = read_file(file, problems);
  if (!text) {
    return std::nullopt;
  }
  try {
    return value_of(YAML::Load(*text), file.string());
  } catch (const YAML::Exception& error) {
    problems.push_back(error_at(place_of(error.mark, file.string()), "config/not-yaml",
                                {"this is not YAML: " + error.msg, "不是合法的 YAML"}));
    return std::nullopt;
  }
}

}  // namespace certpress::service
