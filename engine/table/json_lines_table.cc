// JSON Lines (jsonlines.org) as a table: a record on each line. The engine reads the records; here
// only lines are told apart.
#include "csv_reader.h"
#include "text_table.h"
#include "text_tables.h"

namespace certpress::table {

namespace {

class JsonLinesTable final : public TextTable {
 public:
  using TextTable::TextTable;

  [[nodiscard]] const std::string& format() const override {
    static const std::string format = "JSON Lines";
    return format;
  }
  [[nodiscard]] std::unique_ptr<Rows> rows() const override;
};

class JsonLines final : public Rows {
 public:
  explicit JsonLines(const JsonLinesTable& table) : table_(table), text_(table.text()) {}

  bool next(Row& row) override {
    do {
      if (text_.peek() == TextSource::kEnd) {
        return false;
      }
      row = {};
      row.number = ++lines_;
      read_line(row);
    } while (row.problems.empty() && row.json.find_first_not_of(" \t\r") == std::string::npos);
    if (!row.problems.empty()) {
      row.json.clear();
    }
    return true;
  }

 private:
  void read_line(Row& row) {
    bool is_lost = false;
    bool is_too_long = false;
    for (int byte = text_.peek(); byte != '\n' && byte != TextSource::kEnd; byte = text_.peek()) {
      is_lost = text_.is_lost() || is_lost;
      is_too_long = is_too_long || row.json.size() == kMaxRowBytes;
      text_.take();
      if (!is_too_long) {
        row.json += static_cast<char>(byte);
      }
    }
    text_.take();
    if (is_lost) {
      row.problems.push_back(table_.lost({table_.name(), row.number}));
    }
    if (is_too_long) {
      row.problems.push_back(problem("table/row-too-long", {table_.name(), row.number},
                                     {"the row is longer than 16 MiB", "该行超过 16 MiB"}));
    }
  }

  const JsonLinesTable& table_;
  TextSource text_;
  int lines_ = 0;
};

std::unique_ptr<Rows> JsonLinesTable::rows() const { return std::make_unique<JsonLines>(*this); }

}  // namespace

std::unique_ptr<Table> open_json_lines(const std::filesystem::path& file, const Options& options) {
  return std::make_unique<JsonLinesTable>(file, options);
}

}  // namespace certpress::table
