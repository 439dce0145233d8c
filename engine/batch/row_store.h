// Rows that are wanted in another order than the table's, kept on the disk: memory holds 8 bytes
// for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "certpress/table.h"

#include "disk.h"

namespace certpress::batch {

// The file has no name, so that no records are left behind whatever ends the process.
class RowStore {
 public:
  // In the folder. This and add() throw std::system_error.
  explicit RowStore(const std::filesystem::path& folder);

  void add(const table::Row& row);
  // As they were added, from 0. Not while rows are being added. Throws std::system_error.
  [[nodiscard]] table::Row row(std::size_t index);

 private:
  void write_out();

  File file_;
  std::string pending_;
  std::uint64_t end_ = 0;
  std::vector<std::uint64_t> offsets_;
};

}  // namespace certpress::batch
