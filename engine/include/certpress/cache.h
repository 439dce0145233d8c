// What was worked out once and may be used again: pages, artwork, checked fonts. A cache can only
// save time. Whatever it does not have, or has no more, is made anew with the same result.
//
// An entry is trusted as the program's own memory is: nobody else may write to where it is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "certpress/bytes.h"

namespace certpress {

// Where the engine keeps what it worked out. An implementation must be safe to call from many
// threads and does not throw: what fails is a miss.
//
// A key is 1 to 128 of a-z, 0-9, '-' and '.', and does not begin with '.'. It says all that the
// entry was made from, so that an entry never becomes wrong and is never changed.
class Cache {
 public:
  Cache() = default;
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;
  virtual ~Cache() = default;

  // The entry as it was put, whole and intact; nothing when there is none. The bytes begin at a
  // multiple of 8 in memory.
  [[nodiscard]] virtual std::optional<Bytes> get(std::string_view key) const = 0;
  virtual void put(std::string_view key, std::span<const std::uint8_t> bytes) const = 0;
};

// A cache in a folder of this machine, one file an entry. Processes may share the folder, and it
// may be deleted at any time. Entries are mapped into memory and not copied. A file that is broken
// counts as missing and is replaced when its entry is put again.
//
// The folder is made when it is first written to, for its owner only. One that belongs to somebody
// else, or that others may write to, is not used.
class FolderCache final : public Cache {
 public:
  static constexpr std::uint64_t kDefaultMaxBytes = 512U << 20;

  // When the files are more than `max_bytes` together, those go that were not used for the longest
  // time.
  explicit FolderCache(std::filesystem::path folder, std::uint64_t max_bytes = kDefaultMaxBytes);

  [[nodiscard]] std::optional<Bytes> get(std::string_view key) const override;
  void put(std::string_view key, std::span<const std::uint8_t> bytes) const override;

  struct Usage {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] Usage usage() const;
  // Deletes every entry, and tells how much that was.
  Usage clear() const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::uint64_t max_bytes_;
};

}  // namespace certpress
