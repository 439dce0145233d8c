// The photos that records name: in a folder or in a ZIP file, and never outside of it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "certpress/bytes.h"

namespace certpress::batch {

// Safe to call from many threads.
class Photos {
 public:
  Photos() = default;
  Photos(const Photos&) = delete;
  Photos& operator=(const Photos&) = delete;
  virtual ~Photos() = default;

  // By its path in the folder or in the archive; nothing when it is not there, or beyond 64 MiB.
  [[nodiscard]] virtual std::optional<Bytes> find(std::string_view name) const = 0;
};

// Throws Refused: batch/no-photos.
std::unique_ptr<Photos> open_photos(const std::filesystem::path& where);

}  // namespace certpress::batch
