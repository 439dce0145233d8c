// Resources that remember which template files were asked for: those are the ones to watch.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "certpress/resources.h"

namespace certpress::preview {

class RecordingResources final : public Resources {
 public:
  explicit RecordingResources(FolderResources::Folders folders);

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> template_ids() const override;
  [[nodiscard]] std::vector<std::string> template_assets(std::string_view id) const override;
  [[nodiscard]] std::optional<Bytes> font_data(std::string_view name) const override;
  [[nodiscard]] std::optional<Bytes> font_file(std::string_view path) const override;
  [[nodiscard]] std::string display_name(std::string_view template_file) const override;

  // Names asked for since the last call of forget(), found or not.
  [[nodiscard]] std::set<std::string> asked() const;
  void forget();
  // The folders in which those files are, or would be, below every root.
  [[nodiscard]] std::set<std::filesystem::path> folders_asked() const;

 private:
  FolderResources::Folders folders_;
  FolderResources files_;
  mutable std::mutex mutex_;
  mutable std::set<std::string> asked_;
};

}  // namespace certpress::preview
