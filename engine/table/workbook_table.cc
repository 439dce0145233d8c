#include "workbook_table.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "csv_reader.h"
#include "problem.h"
#include "record_maker.h"
#include "sheet_reader.h"
#include "source_file.h"

namespace certpress::table {

namespace {

[[noreturn]] void refuse_damaged(const std::string& file) {
  throw Refused(problem("table/not-a-workbook", {file},
                        {"this is no workbook (XLSX), or it is damaged or locked by a password",
                         "不是 XLSX 工作簿，或文件已损坏、已加密"},
                        {"save it anew as .xlsx or as CSV", "请另存为 .xlsx 或 CSV"}));
}

// Calls `read` and tells what the libraries throw about the file.
template <typename Read>
auto guarded(const std::string& file, Read read) {
  try {
    return read();
  } catch (const std::runtime_error&) {
    refuse_damaged(file);
  }
}

bool is_blank(const SheetRow& row) {
  return !row.is_too_wide && std::ranges::all_of(row.cells, [](const SheetCell& cell) {
    return cell.fault == SheetCell::Fault::kNone &&
           cell.text.find_first_not_of(" \t\r\n") == std::string::npos;
  });
}

Diagnostic problem_of(SheetCell::Fault fault, const Spot& at) {
  switch (fault) {
    case SheetCell::Fault::kTooManyDigits:
      return problem("table/number-too-long", at,
                     {"the cell is a number of more than 15 digits, of which the spreadsheet has "
                      "lost the last ones",
                      "该单元格是超过 15 位的数值，电子表格已丢失其末尾数字"},
                     {"make the cell text and enter it anew", "请将单元格设为文本格式后重新录入"});
    case SheetCell::Fault::kNoDate:
      return problem("table/no-such-date", at,
                     {"the cell is shown as a date, and its number is none",
                      "该单元格设为日期格式，但其数值不是日期"});
    case SheetCell::Fault::kError:
    case SheetCell::Fault::kNone:
      break;
  }
  return problem("table/cell-error", at,
                 {"the cell holds an error such as #N/A", "该单元格是 #N/A 之类的错误值"});
}

class WorkbookTable final : public Table {
 public:
  WorkbookTable(const std::filesystem::path& file, const Options& options)
      : path_(file), name_(file.string()), header_row_(options.header_row) {
    sha256_ = SourceFile(file).survey().sha256;
    workbook_ = guarded(name_, [&] { return read_workbook(ZipArchive(path_)); });
    choose_sheet(options.sheet);
    maker_.emplace(name_, read_header(), options);
  }

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& sha256() const override { return sha256_; }
  [[nodiscard]] const std::string& format() const override {
    static const std::string format = "XLSX";
    return format;
  }
  [[nodiscard]] const std::string& encoding() const override {
    static const std::string none;
    return none;
  }
  [[nodiscard]] const std::vector<Column>& columns() const override { return maker_->columns(); }
  [[nodiscard]] std::unique_ptr<Rows> rows() const override;

  [[nodiscard]] const RecordMaker& maker() const { return *maker_; }
  [[nodiscard]] int header_row() const { return header_row_; }
  [[nodiscard]] const Workbook& workbook() const { return workbook_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::string& part() const { return part_; }
  [[nodiscard]] std::vector<Diagnostic> problems_of(const SheetRow& row) const {
    std::vector<Diagnostic> out;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].fault != SheetCell::Fault::kNone && !(maker_ && maker_->is_ignored(i))) {
        const std::string column = maker_ ? maker_->name_of(i) : std::string();
        out.push_back(problem_of(row.cells[i].fault, {name_, row.number, column}));
      }
    }
    if (row.is_too_wide) {
      out.push_back(problem("table/too-many-columns", {name_, row.number},
                            {fmt::format("the row has more than {} cells", kMaxColumns),
                             fmt::format("该行超过 {} 个单元格", kMaxColumns)}));
    }
    return out;
  }

 private:
  void choose_sheet(const std::string& wanted) {
    for (const Workbook::Sheet& sheet : workbook_.sheets) {
      if (wanted.empty() || sheet.name == wanted) {
        part_ = sheet.part;
        return;
      }
    }
    std::string names;
    for (const Workbook::Sheet& sheet : workbook_.sheets) {
      names += (names.empty() ? "" : ", ") + sheet.name;
    }
    throw Refused(problem("table/no-such-sheet", {name_},
                          {"the workbook has no such sheet", "工作簿中没有该工作表"},
                          {"it has: " + names, "现有：" + names}));
  }

  [[nodiscard]] std::vector<std::string> read_header() const;

  std::filesystem::path path_;
  std::string name_;
  std::string sha256_;
  int header_row_;
  Workbook workbook_;
  std::string part_;
  std::optional<RecordMaker> maker_;
};

// The sheet from its first row on.
class OpenSheet {
 public:
  explicit OpenSheet(const WorkbookTable& table)
      : archive_(guarded(table.name(), [&] { return std::make_unique<ZipArchive>(table.path()); })),
        reader_(guarded(table.name(), [&] {
          auto entry = archive_->open(table.part());
          if (!entry) {
            throw std::runtime_error("no such part");
          }
          return std::make_unique<SheetReader>(table.workbook(), std::move(*entry));
        })) {}

  SheetReader& operator*() const { return *reader_; }

 private:
  std::unique_ptr<ZipArchive> archive_;
  std::unique_ptr<SheetReader> reader_;
};

std::vector<std::string> WorkbookTable::read_header() const {
  const OpenSheet sheet(*this);
  SheetRow row;
  bool more = true;
  do {
    more = guarded(name_, [&] { return (*sheet).next(row); });
  } while (more && row.number < header_row_);
  if (!more || row.number != header_row_) {
    row = {};
  }
  if (auto problems = problems_of(row); !problems.empty()) {
    throw Refused(std::move(problems));
  }
  std::vector<std::string> header;
  for (SheetCell& cell : row.cells) {
    header.push_back(std::move(cell.text));
  }
  return header;
}

class WorkbookRows final : public Rows {
 public:
  explicit WorkbookRows(const WorkbookTable& table) : table_(table), sheet_(table) {}

  bool next(Row& row) override {
    SheetRow cells;
    do {
      if (!guarded(table_.name(), [&] { return (*sheet_).next(cells); })) {
        return false;
      }
    } while (cells.number <= table_.header_row() || is_blank(cells));
    row = {};
    row.number = cells.number;
    row.problems = table_.problems_of(cells);
    if (row.problems.empty()) {
      std::vector<std::string> texts;
      for (SheetCell& cell : cells.cells) {
        texts.push_back(std::move(cell.text));
      }
      table_.maker().make(texts, row);
    }
    if (!row.problems.empty()) {
      row.json.clear();
    }
    return true;
  }

 private:
  const WorkbookTable& table_;
  OpenSheet sheet_;
};

std::unique_ptr<Rows> WorkbookTable::rows() const { return std::make_unique<WorkbookRows>(*this); }

}  // namespace

std::unique_ptr<Table> open_workbook(const std::filesystem::path& file, const Options& options) {
  return std::make_unique<WorkbookTable>(file, options);
}

}  // namespace certpress::table
