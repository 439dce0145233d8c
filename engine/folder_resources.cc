// Resources in folders of this machine.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certpress/resources.h"

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
  std::string content{std::istreambuf_iterator<char>(file), {}};
  return file.bad() || !file.is_open() ? std::nullopt
                                       : std::optional(Bytes::from_string(std::move(content)));
}

// Fonts are tens of megabytes, of which a render touches a few pages: mapped, not read.
std::optional<Bytes> map_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return std::nullopt;
  }
  struct stat status {};
  const bool usable = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  const auto size = static_cast<std::size_t>(usable ? status.st_size : 0);
  void* memory = usable ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (memory == MAP_FAILED) {
    return std::nullopt;
  }
  std::shared_ptr<const void> owner(
      memory, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return Bytes(std::move(owner), {static_cast<const std::uint8_t*>(memory), size});
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
  return is_safe(path) ? map_file(folders_.font_root / path) : std::nullopt;
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
