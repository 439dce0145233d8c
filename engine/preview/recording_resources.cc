#include "recording_resources.h"

#include <utility>

namespace certpress::preview {

namespace fs = std::filesystem;

RecordingResources::RecordingResources(FolderResources::Folders folders)
    : folders_(folders), files_(std::move(folders)) {}

std::optional<Bytes> RecordingResources::template_file(std::string_view name) const {
  {
    const std::lock_guard lock(mutex_);
    asked_.emplace(name);
  }
  return files_.template_file(name);
}

std::vector<std::string> RecordingResources::template_ids() const { return files_.template_ids(); }

std::vector<std::string> RecordingResources::template_assets(std::string_view id) const {
  return files_.template_assets(id);
}

std::optional<Bytes> RecordingResources::font_data(std::string_view name) const {
  return files_.font_data(name);
}

std::optional<Bytes> RecordingResources::font_file(std::string_view path) const {
  return files_.font_file(path);
}

std::string RecordingResources::display_name(std::string_view template_file) const {
  return files_.display_name(template_file);
}

std::set<std::string> RecordingResources::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void RecordingResources::forget() {
  const std::lock_guard lock(mutex_);
  asked_.clear();
}

std::set<fs::path> RecordingResources::folders_asked() const {
  std::set<fs::path> out;
  for (const std::string& name : asked()) {
    for (const fs::path& root : folders_.templates) {
      out.insert((root / name).parent_path().lexically_normal());
    }
  }
  return out;
}

}  // namespace certpress::preview
