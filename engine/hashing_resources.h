// Resources that remember by SHA-256 which template files were read: a template's fingerprint.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "certpress/resources.h"

namespace certpress {

// Hands everything on to `resources`, which must live longer.
class HashingResources final : public Resources {
 public:
  explicit HashingResources(const Resources& resources) : resources_(resources) {}

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> template_ids() const override;
  [[nodiscard]] std::vector<std::string> template_assets(std::string_view id) const override;
  [[nodiscard]] std::optional<Bytes> font_data(std::string_view name) const override;
  [[nodiscard]] std::optional<Bytes> font_file(std::string_view path) const override;
  [[nodiscard]] std::string display_name(std::string_view template_file) const override;

  // SHA-256 over the names and contents of the template files that were read, in the order of
  // names.
  [[nodiscard]] std::string fingerprint() const;

 private:
  const Resources& resources_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string, std::less<>> hashes_;
};

}  // namespace certpress
