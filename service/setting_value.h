// Values of settings: from the text or tree that an operator wrote to what the program uses.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings.h"
#include "yaml_file.h"

namespace certpress::service {

// A value where it was written. Nothing is returned for a text that is no such value.
struct SettingValue {
  YamlValue yaml;
  std::filesystem::path folder;  // that relative paths begin from

  [[nodiscard]] std::optional<std::string> text() const;
  [[nodiscard]] std::optional<std::size_t> number(std::size_t least, std::size_t most) const;
  // "256MiB", "64KiB", "4096".
  [[nodiscard]] std::optional<std::size_t> bytes() const;
  // "10", "0.5": up to an hour.
  [[nodiscard]] std::optional<Milliseconds> seconds() const;
  [[nodiscard]] std::optional<Endpoint> endpoint() const;
  [[nodiscard]] std::optional<std::filesystem::path> path() const;
  // A sequence; in one text separated by ':'.
  [[nodiscard]] std::optional<std::vector<std::filesystem::path>> paths() const;
  // A mapping; in one text "name=path,name=path".
  [[nodiscard]] std::optional<std::map<std::string, std::filesystem::path>> named_paths() const;
};

}  // namespace certpress::service
