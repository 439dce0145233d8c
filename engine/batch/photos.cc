#include "photos.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <string>
#include <system_error>

#include "../table/zip_archive.h"
#include "problem.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPhoto = 64U << 20U;

class FolderOfPhotos final : public Photos {
 public:
  explicit FolderOfPhotos(const fs::path& folder) : folder_(fs::canonical(folder)) {}

  [[nodiscard]] std::optional<Bytes> find(std::string_view name) const override {
    std::error_code error;
    // Links are followed first: they may not lead out either.
    const fs::path file = fs::canonical(folder_ / name, error);
    const auto [end, unused] =
        std::mismatch(folder_.begin(), folder_.end(), file.begin(), file.end());
    if (error || end != folder_.end() || !fs::is_regular_file(file, error) ||
        fs::file_size(file, error) > kMaxPhoto) {
      return std::nullopt;
    }
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return in.is_open() && !in.bad() ? std::optional(Bytes::from_string(std::move(bytes)))
                                     : std::nullopt;
  }

 private:
  fs::path folder_;
};

class ZipOfPhotos final : public Photos {
 public:
  explicit ZipOfPhotos(const fs::path& file) : archive_(file) {}

  [[nodiscard]] std::optional<Bytes> find(std::string_view name) const override {
    const std::lock_guard lock(mutex_);
    auto bytes = archive_.content(std::string(name), kMaxPhoto);
    return bytes ? std::optional(Bytes::from_string(std::move(*bytes))) : std::nullopt;
  }

 private:
  table::ZipArchive archive_;
  mutable std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Photos> open_photos(const fs::path& where) {
  std::error_code error;
  try {
    if (fs::is_directory(where, error)) {
      return std::make_unique<FolderOfPhotos>(where);
    }
    return std::make_unique<ZipOfPhotos>(where);
  } catch (const std::runtime_error&) {
    throw Refused(problem("batch/no-photos", where.string(),
                          {"the photos must be a folder or a ZIP file that can be read",
                           "照片须为可读取的文件夹或 ZIP 文件"}));
  }
}

}  // namespace certpress::batch
