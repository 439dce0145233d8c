// CSV (RFC 4180) -> rows of cells, streamed and bounded.
//
// Written here and not taken from a library: orcus's parser wants the whole file in memory.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text_source.h"

namespace certpress::table {

// A record of JSON has the same limit in the engine.
inline constexpr std::size_t kMaxRowBytes = 16U << 20U;  // 16 MiB
// The engine takes 1024 values in a record.
inline constexpr std::size_t kMaxColumns = 1000;

struct CsvRow {
  int number = 0;  // 1-based, blank rows count
  std::vector<std::string> cells;
  std::vector<std::size_t> lost;    // cells with bytes that are no character of the encoding
  std::vector<std::size_t> quotes;  // cells with text behind the closing quote
  bool is_too_long = false;         // the cells hold its beginning only
  bool is_too_wide = false;
  bool is_unclosed = false;  // the file ended inside a quoted cell

  [[nodiscard]] bool is_blank() const;
};

class CsvReader {
 public:
  CsvReader(TextSource source, char delimiter)
      : source_(std::move(source)), delimiter_(delimiter) {}

  // False at the end.
  bool next(CsvRow& row);

 private:
  void read_cell(CsvRow& row);
  void read_quoted(CsvRow& row);
  void read_plain(CsvRow& row);
  // Takes a byte into the cell.
  void keep(CsvRow& row);
  [[nodiscard]] bool ends_cell(int byte) const {
    return byte == delimiter_ || byte == '\n' || byte == '\r' || byte == TextSource::kEnd;
  }

  TextSource source_;
  char delimiter_;
  int rows_ = 0;
  std::size_t bytes_ = 0;  // of the row
  std::string cell_;
  bool cell_lost_ = false;
};

// The delimiter of a header: of tab, comma and semicolon the most frequent outside of quotes.
char delimiter_of(TextSource source, int header_row);

}  // namespace certpress::table
