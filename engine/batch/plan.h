// What lies on which sheet of a run, decided before the first one is made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "certpress/printing.h"

namespace certpress::batch {

class Plan {
 public:
  struct Group {
    std::string name;                 // the value that its certificates share
    std::vector<std::uint32_t> rows;  // as they were added, counted from 0 over all groups
    std::size_t first_sheet = 0;      // from 0
  };

  // `cells` on a sheet.
  Plan(std::size_t cells, CellOrder order) : cells_(cells), order_(order) {}

  // The next row. Groups stand in the order of their first row, rows in the order they come in.
  void add(const std::string& group);
  // After the last row: each group begins on a sheet of its own.
  void finish();

  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t sheets() const { return sheets_; }
  // The row of each cell of a sheet (from 0), nothing where a cell stays empty.
  [[nodiscard]] std::vector<std::optional<std::size_t>> cells_of(std::size_t sheet) const;
  // Sheets of a group.
  [[nodiscard]] std::size_t sheets_of(const Group& group) const {
    return (group.rows.size() + cells_ - 1) / cells_;
  }

 private:
  std::size_t cells_;
  CellOrder order_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_name_;
  std::size_t rows_ = 0;
  std::size_t sheets_ = 0;
};

}  // namespace certpress::batch
