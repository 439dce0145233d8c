// Resources in folders of this machine.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "certpress/resources.h"

#include "base/file_descriptor.h"
#include "mapped_file.h"

namespace certpress {

namespace {

namespace fs = std::filesystem;

// Names come from templates and manifests: they may not climb out of their folder.
bool is_safe(std::string_view name) {
  const fs::path path(name);
  return !name.empty() && path.is_relative() && name.find('\0') == std::string_view::npos &&
         std::ranges::none_of(path, [](const fs::path& part) { return part == ".."; });
}

std::optional<Bytes> read_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return file.bad() || !file.is_open()
             ? std::nullopt
             : std::optional(Bytes::from_string(std::move(content).str()));
}

std::optional<Bytes> map_file_at(const fs::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file.is_open() ? map_file(file.get()) : std::nullopt;
}

}  // namespace

FolderResources::FolderResources(Folders folders) : folders_(std::move(folders)) {}

std::optional<Bytes> FolderResources::template_file(std::string_view name) const {
  if (!is_safe(name)) {
    return std::nullopt;
  }
  for (const fs::path& folder : folders_.templates) {
    if (auto bytes = read_file(folder / name)) {
      return bytes;
    }
  }
  return std::nullopt;
}

std::vector<std::string> FolderResources::template_ids() const {
  std::set<std::string> ids;
  for (const fs::path& folder : folders_.templates) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (fs::is_regular_file(entry.path() / "template.yaml", error)) {
        ids.insert(entry.path().filename().string());
      }
    }
  }
  return {ids.begin(), ids.end()};
}

std::vector<std::string> FolderResources::template_assets(std::string_view id) const {
  std::set<std::string> names;
  if (!is_safe(id)) {
    return {};
  }
  for (const fs::path& folder : folders_.templates) {
    std::error_code error;
    const fs::path assets = folder / id / "assets";
    for (const auto& entry : fs::recursive_directory_iterator(assets, error)) {
      if (entry.is_regular_file(error)) {
        names.insert(entry.path().lexically_relative(folder).generic_string());
      }
    }
  }
  return {names.begin(), names.end()};
}

std::optional<Bytes> FolderResources::font_data(std::string_view name) const {
  return is_safe(name) ? read_file(folders_.fonts / name) : std::nullopt;
}

std::optional<Bytes> FolderResources::font_file(std::string_view path) const {
  if (!is_safe(path)) {
    return std::nullopt;
  }
  const fs::path file = folders_.font_root / path;
  return folders_.copies_fonts ? read_file(file) : map_file_at(file);
}

std::string FolderResources::font_file_stamp(std::string_view path) const {
  struct stat status {};
  if (!is_safe(path) || ::stat((folders_.font_root / path).c_str(), &status) != 0) {
    return {};
  }
  // The time of the last change of the inode (ctime) is set by the kernel alone.
  return fmt::format("{} {} {} {} {}.{:09} {}.{:09}", (folders_.font_root / path).native(),
                     status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

std::string FolderResources::display_name(std::string_view template_file) const {
  std::error_code error;
  for (const fs::path& folder : folders_.templates) {
    if (is_safe(template_file) && fs::is_regular_file(folder / template_file, error)) {
      return (folder / template_file).lexically_normal().string();
    }
  }
  return std::string(template_file);
}

}  // namespace certpress
