// A CSV file as a table.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "csv_reader.h"
#include "record_maker.h"
#include "text_table.h"
#include "text_tables.h"

namespace certpress::table {

namespace {

class CsvTable final : public TextTable {
 public:
  CsvTable(const std::filesystem::path& file, const Options& options)
      : TextTable(file, options),
        header_row_(options.header_row),
        delimiter_(delimiter_of(text(), header_row_)) {
    maker_.emplace(name(), read_header(), options);
    columns_ = maker_->columns();
  }

  [[nodiscard]] const std::string& format() const override {
    static const std::string format = "CSV";
    return format;
  }
  [[nodiscard]] std::unique_ptr<Rows> rows() const override;

  [[nodiscard]] const RecordMaker& maker() const { return *maker_; }
  // Behind the header.
  [[nodiscard]] CsvReader reader() const {
    CsvReader reader(text(), delimiter_);
    CsvRow row;
    while (row.number < header_row_ && reader.next(row)) {
    }
    return reader;
  }
  // What is wrong with the row as such, without regard to what its cells say.
  [[nodiscard]] std::vector<Diagnostic> problems_of(const CsvRow& row) const {
    std::vector<Diagnostic> out;
    const auto at = [&](std::size_t cell) {
      return Spot{name(), row.number, maker_ ? maker_->name_of(cell) : std::string()};
    };
    for (const std::size_t cell : row.lost) {
      out.push_back(lost(at(cell)));
    }
    for (const std::size_t cell : row.quotes) {
      out.push_back(
          problem("table/bad-quote", at(cell),
                  {"there is text behind the closing quote", "右引号之后还有文字"},
                  {"a quote inside a quoted cell is written twice", "引号内的引号须写两次"}));
    }
    if (row.is_too_wide) {
      out.push_back(problem("table/too-many-columns", {name(), row.number},
                            {fmt::format("the row has more than {} cells", kMaxColumns),
                             fmt::format("该行超过 {} 个单元格", kMaxColumns)}));
    }
    if (row.is_too_long) {
      out.push_back(problem("table/row-too-long", {name(), row.number},
                            {"the row is longer than 16 MiB", "该行超过 16 MiB"}));
    }
    return out;
  }
  // The rows that a quote swallowed are lost, so that this is a fault of the table.
  void require_closed(const CsvRow& row) const {
    if (row.is_unclosed) {
      throw Refused(problem("table/unclosed-quote", {name(), row.number},
                            {"a quote opens in this row and never closes, so that all behind it is "
                             "one cell",
                             "此行有一个引号未闭合，其后所有内容都成为一个单元格"}));
    }
  }

 private:
  [[nodiscard]] std::vector<std::string> read_header() const {
    CsvReader reader(text(), delimiter_);
    CsvRow row;
    while (reader.next(row) && row.number < header_row_) {
      require_closed(row);
    }
    require_closed(row);
    if (row.number != header_row_) {
      throw Refused(problem("table/no-header", {name()},
                            {fmt::format("the table has no row {}", header_row_),
                             fmt::format("表格没有第 {} 行", header_row_)}));
    }
    if (auto problems = problems_of(row); !problems.empty()) {
      throw Refused(std::move(problems));
    }
    return row.cells;
  }

  int header_row_;
  char delimiter_;
  std::optional<RecordMaker> maker_;
};

class CsvRows final : public Rows {
 public:
  explicit CsvRows(const CsvTable& table) : table_(table), reader_(table.reader()) {}

  bool next(Row& row) override {
    do {
      if (!reader_.next(cells_)) {
        return false;
      }
      table_.require_closed(cells_);
    } while (cells_.is_blank());
    row = {};
    row.number = cells_.number;
    row.problems = table_.problems_of(cells_);
    if (row.problems.empty()) {
      table_.maker().make(cells_.cells, row);
    }
    if (!row.problems.empty()) {
      row.json.clear();
    }
    return true;
  }

 private:
  const CsvTable& table_;
  CsvReader reader_;
  CsvRow cells_;
};

std::unique_ptr<Rows> CsvTable::rows() const { return std::make_unique<CsvRows>(*this); }

}  // namespace

std::unique_ptr<Table> open_csv(const std::filesystem::path& file, const Options& options) {
  return std::make_unique<CsvTable>(file, options);
}

}  // namespace certpress::table
