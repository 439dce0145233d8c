#include "yaml_file.h"

#include <algorithm>
#include <utility>

#include <yaml-cpp/yaml.h>

#include "diagnosis.h"
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

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  const auto found = std::ranges::find(
      entries, key, [](const YamlEntry& entry) { return std::string_view(entry.key.text); });
  return found == entries.end() ? nullptr : &found->value;
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
