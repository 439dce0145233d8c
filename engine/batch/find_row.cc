// The row of a record, looked for in the table: the journal holds no values.
#include <nlohmann/json.hpp>

#include "certpress/batch.h"

#include "identity.h"
#include "journal.h"
#include "problem.h"

namespace certpress::batch {

int find_row(const std::filesystem::path& folder, const table::Table& table,
             const std::string& column, const std::string& content) {
  {
    const Journal journal(journal_of(folder));
    const std::string first = read_header(journal.header(), journal.path().string()).table;
    const std::string& last = journal.retried_table();
    if (table.sha256() != (last.empty() ? first : last)) {
      throw Refused(problem("batch/table-changed", table.name(),
                            {"this is not the table of the run", "该表格不是此批次所用的表格"}));
    }
  }
  int found = 0;
  const auto rows = table.rows();
  for (table::Row row; rows->next(row);) {
    const auto record = nlohmann::json::parse(row.json, nullptr, false);
    const auto value = record.is_object() ? record.find(column) : record.end();
    if (value == record.end() || !value->is_string() || value->get<std::string>() != content) {
      continue;
    }
    if (found != 0) {
      throw Refused(
          problem("batch/ambiguous-record", table.name(),
                  {"more than one row has this content in this column", "有不止一行在该列有此内容"},
                  {}, row.number));
    }
    found = row.number;
  }
  if (found == 0) {
    throw Refused(problem("batch/unknown-record", table.name(),
                          {"no row has this content in this column", "没有一行在该列有此内容"}));
  }
  return found;
}

}  // namespace certpress::batch
