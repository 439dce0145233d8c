// Which kind of table a file is, by the ending of its name.
#include "certpress/table.h"

#include <algorithm>
#include <string>

#include "problem.h"
#include "text_tables.h"
#include "workbook_table.h"

namespace certpress::table {

std::unique_ptr<Table> open(const std::filesystem::path& file, const Options& options) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (ending == ".csv" || ending == ".tsv" || ending == ".txt") {
    return open_csv(file, options);
  }
  if (ending == ".jsonl" || ending == ".ndjson") {
    return open_json_lines(file, options);
  }
  if (ending == ".xlsx") {
    return open_workbook(file, options);
  }
  throw Refused(problem(
      "table/unknown-format", {file.string()},
      {"a table's name ends with .csv, .tsv, .txt, .jsonl, .ndjson or .xlsx",
       "表格文件名须以 .csv、.tsv、.txt、.jsonl、.ndjson 或 .xlsx 结尾"},
      {"save an old workbook (.xls, .et) anew as .xlsx", "旧格式（.xls、.et）请另存为 .xlsx"}));
}

}  // namespace certpress::table
