// The cells of a row -> one JSON object, by the names of the columns.
#pragma once

#include <string>
#include <vector>

#include "certpress/table.h"

namespace certpress::table {

class RecordMaker {
 public:
  // `header`: the cells of the header's row. Leaves out what `options` ignores. Throws Refused:
  // table/no-header, table/unknown-ignored.
  RecordMaker(std::string file, std::vector<std::string> header, const Options& options);

  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  // The name of a column by its index from 0; empty when it has none.
  [[nodiscard]] const std::string& name_of(std::size_t column) const;
  [[nodiscard]] bool is_ignored(std::size_t column) const;

  // Puts the record into `row`, or what is wrong with it: table/extra-cell, when a cell stands
  // where no column is.
  void make(const std::vector<std::string>& cells, Row& row) const;

 private:
  std::string file_;
  std::vector<std::string> header_;
  std::vector<std::string> keys_;  // as JSON; empty where the column is left out
  std::vector<bool> ignored_;
  std::vector<Column> columns_;
};

}  // namespace certpress::table
