// A YAML file of the operator's as a tree with places, so that what is wrong in it can be shown.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::service {

struct YamlEntry;

struct YamlValue {
  enum class Kind { kEmpty, kScalar, kSequence, kMapping };
  Kind kind = Kind::kEmpty;
  std::string text{};              // of a scalar
  std::vector<YamlValue> items{};  // of a sequence
  std::vector<YamlEntry> entries;  // of a mapping, in order
  Place place{};

  // Null when the mapping has no such key.
  [[nodiscard]] const YamlValue* find(std::string_view key) const;
};

struct YamlEntry {
  YamlValue key;
  YamlValue value;
};

// Nothing, with errors (config/unreadable, config/not-yaml), when the file is none. An empty file
// is an empty value.
std::optional<YamlValue> read_yaml_file(const std::filesystem::path& file,
                                        std::vector<Diagnostic>& problems);

}  // namespace certpress::service
