// A ZIP file, read entry by entry and bounded: libzip behind two small classes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace certpress::table {

class ZipArchive;

// The bytes of an entry, from its beginning.
class ZipEntry {
 public:
  ZipEntry(ZipEntry&&) noexcept;
  ~ZipEntry();
  // The next bytes, fewer than `length` only at the end. Throws std::runtime_error when the entry
  // is damaged or encrypted.
  [[nodiscard]] std::string read(std::size_t length);

 private:
  friend class ZipArchive;
  struct State;
  explicit ZipEntry(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Used from one thread at a time.
class ZipArchive {
 public:
  // Throws std::runtime_error when it is no ZIP file.
  explicit ZipArchive(const std::filesystem::path& file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // By its name in UTF-8; nothing when there is no such entry. Must not outlive the archive.
  [[nodiscard]] std::optional<ZipEntry> open(const std::string& name) const;
  // The whole entry; nothing when there is none, or when it is longer than `most` bytes.
  [[nodiscard]] std::optional<std::string> content(const std::string& name, std::size_t most) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certpress::table
