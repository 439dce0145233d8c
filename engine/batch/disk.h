// What POSIX offers to put bytes on a disk for good.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "../base/file_descriptor.h"

namespace certpress::batch {

// An open file that knows its name, for messages.
class File {
 public:
  File() = default;
  // As open(2), with O_CLOEXEC; throws std::system_error that names the file.
  File(const std::filesystem::path& path, int flags);

  [[nodiscard]] int get() const { return file_.get(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Whole or not at all is the caller's care. These throw std::system_error.
  void write(std::string_view bytes) const;
  // Exactly these bytes.
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t count) const;
  void sync() const;
  // All files of its file system at once (syncfs): one commit instead of one for each file.
  void sync_file_system() const;

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
};

// "." for a name alone.
std::filesystem::path folder_of(const std::filesystem::path& file);

// Makes renamed and new names in a folder last (fsync of a directory).
void sync_folder(const std::filesystem::path& folder);

// SHA-256 of its content, hexadecimal. Throws std::system_error.
std::string sha256_of_file(const std::filesystem::path& file);

// A file that takes its name, or the place of the one that has it, only when it is whole.
class NewFile {
 public:
  // These throw std::system_error.
  explicit NewFile(const std::filesystem::path& path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();
  void write(std::string_view bytes) const { file_.write(bytes); }
  void put_in_place();

 private:
  std::filesystem::path path_;
  File file_;
  bool in_place_ = false;
};

}  // namespace certpress::batch
