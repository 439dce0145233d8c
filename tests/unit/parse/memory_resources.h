// Resources in memory, for tests.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/resources.h"

namespace certpress::parse {

class MemoryResources final : public Resources {
 public:
  // By name below the templates' folder.
  std::map<std::string, std::string, std::less<>> files;

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(Bytes::from_string(found->second));
  }
  [[nodiscard]] std::vector<std::string> template_ids() const override { return {}; }
  [[nodiscard]] std::optional<Bytes> font_data(std::string_view /*name*/) const override {
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Bytes> font_file(std::string_view /*path*/) const override {
    return std::nullopt;
  }
  [[nodiscard]] std::string display_name(std::string_view file) const override {
    return "templates/" + std::string(file);
  }
};

}  // namespace certpress::parse
