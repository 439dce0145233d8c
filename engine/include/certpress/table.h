// A table of records in a file: CSV, JSON Lines or XLSX, row by row.
//
//   auto table = certpress::table::open("vehicles.csv", {});
//   auto rows = table->rows();
//   for (certpress::table::Row row; rows->next(row);) { ... row.json goes to the engine ... }
//
// CSV (RFC 4180; comma, semicolon or tab) and JSON Lines are streamed: memory does not grow with
// the file. A workbook is read whole and bounded. The encoding is found out and told: UTF-8, UTF-16
// and GB18030, which contains GBK and GB 2312. This part reads the file that it is given and no
// other.
//
// Rows are counted as a spreadsheet shows them: the header's row is 1, blank rows count. Lines of
// JSON Lines are counted from 1.
//
// What is wrong with one row is told in that row and does not stop the others; what is wrong with
// the table throws Refused (table/...). Messages never repeat a cell.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::table {

struct Options {
  std::string encoding{};  // "UTF-8", "GBK", "GB18030", "UTF-16" ...; empty: found out
  std::string sheet{};     // of a workbook; empty: the first
  int header_row = 1;      // the row with the names of the columns; not for JSON Lines
  // Names of columns that are left out of the records.
  std::vector<std::string> ignored{};
};

struct Row {
  int number = 0;
  std::string json;                  // one JSON object: column -> text. Empty: see `problems`
  std::vector<Diagnostic> problems;  // why the row cannot be read
};

// One walk over the rows. Used from one thread at a time; must not outlive its Table.
class Rows {
 public:
  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  virtual ~Rows() = default;

  // False at the end. Blank rows are passed over. Throws Refused with table/unclosed-quote.
  virtual bool next(Row& row) = 0;
};

// A column that has a name.
struct Column {
  std::string name;
  int number = 0;  // 1-based
};

// Immutable; rows() may be called from many threads.
class Table {
 public:
  Table() = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  virtual ~Table() = default;

  [[nodiscard]] virtual const std::string& name() const = 0;    // as messages call the file
  [[nodiscard]] virtual const std::string& sha256() const = 0;  // of the file, hexadecimal
  // "CSV", "JSON Lines", "XLSX"
  [[nodiscard]] virtual const std::string& format() const = 0;
  // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"; empty for a workbook.
  [[nodiscard]] virtual const std::string& encoding() const = 0;
  // In the file's order, without the ignored ones. Empty for JSON Lines: each line names its own.
  [[nodiscard]] virtual const std::vector<Column>& columns() const = 0;
  [[nodiscard]] bool has_columns() const { return !columns().empty(); }
  // From the first record on, as often as needed.
  [[nodiscard]] virtual std::unique_ptr<Rows> rows() const = 0;
};

// By the ending of its name: .csv, .tsv and .txt, .jsonl and .ndjson, .xlsx.
std::unique_ptr<Table> open(const std::filesystem::path& file, const Options& options);

}  // namespace certpress::table
