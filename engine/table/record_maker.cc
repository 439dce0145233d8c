#include "record_maker.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "csv_reader.h"
#include "problem.h"

namespace certpress::table {

namespace {

// Cells are padded with spaces, also the ideographic one; headers are broken in two lines.
std::string trimmed(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\u3000";
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  std::size_t before = text.size() + 1;
  while (before != text.size()) {
    before = text.size();
    while (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    }
    if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    }
    if (text.ends_with(kIdeographicSpace)) {
      text.remove_suffix(kIdeographicSpace.size());
    }
  }
  return std::string(text);
}

}  // namespace

RecordMaker::RecordMaker(std::string file, std::vector<std::string> header, const Options& options)
    : file_(std::move(file)), header_(std::move(header)) {
  std::set<std::string> ignored(options.ignored.begin(), options.ignored.end());
  std::set<std::string> seen;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    header_[i] = trimmed(header_[i]);
    seen.insert(header_[i]);
    ignored_.push_back(ignored.contains(header_[i]));
    const bool used = !header_[i].empty() && !ignored_[i];
    keys_.push_back(used ? nlohmann::json(header_[i]).dump() + ":" : std::string());
    if (used) {
      columns_.push_back({header_[i], static_cast<int>(i) + 1});
    }
  }
  if (columns_.empty()) {
    throw Refused(problem(
        "table/no-header", {file_, options.header_row},
        {"this row should hold the names of the columns, and is blank", "此行应为列名，但内容为空"},
        {"say --header-row when the names stand in another row",
         "如列名在其他行，请用 --header-row 指定"}));
  }
  for (const std::string& name : options.ignored) {
    if (!seen.contains(name)) {
      throw Refused(problem("table/unknown-ignored", {file_, options.header_row},
                            {"the table has no column '" + name + "' to ignore",
                             "表格中没有要忽略的列“" + name + "”"}));
    }
  }
}

const std::string& RecordMaker::name_of(std::size_t column) const {
  static const std::string none;
  return column < header_.size() ? header_[column] : none;
}

bool RecordMaker::is_ignored(std::size_t column) const {
  return column < ignored_.size() && ignored_[column];
}

void RecordMaker::make(const std::vector<std::string>& cells, Row& row) const {
  row.json = "{";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i < keys_.size() && !keys_[i].empty()) {
      row.json += row.json.size() > 1 ? "," : "";
      row.json += keys_[i] + nlohmann::json(cells[i]).dump();
    } else if (!is_ignored(i) && !trimmed(cells[i]).empty()) {
      row.problems.push_back(
          problem("table/extra-cell", {file_, row.number},
                  {fmt::format("cell {} has a content, and the header has no column there", i + 1),
                   fmt::format("第 {} 个单元格有内容，但表头没有对应的列", i + 1)},
                  {"a comma inside a cell asks for quotes around the cell",
                   "单元格内含逗号时，须用双引号括起"}));
    }
  }
  row.json += "}";
}

}  // namespace certpress::table
