// The file of a table, open for reading, and what a first walk over its bytes tells.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "../base/file_descriptor.h"
#include "encoding.h"

namespace certpress::table {

// Reading is safe from many threads.
class SourceFile {
 public:
  // Throws Refused (table/unreadable).
  explicit SourceFile(const std::filesystem::path& path);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // The bytes from `offset` on, at most `length` of them; fewer only at the end.
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t length) const;

  struct Survey {
    std::string sha256;
    Encoding encoding = Encoding::kUtf8;
    std::size_t mark = 0;  // length of the byte order mark
  };
  [[nodiscard]] Survey survey() const;

 private:
  std::string name_;
  FileDescriptor file_;
  std::uint64_t size_ = 0;
};

}  // namespace certpress::table
