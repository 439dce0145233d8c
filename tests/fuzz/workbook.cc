// A workbook (XLSX): a ZIP file as it comes; or, when it does not begin as one, the XML of its
// parts behind each other with NUL bytes between them: rows, shared texts, styles, properties.
#include <string>

#include "certpress/table.h"

#include "fuzz_target.h"
#include "input.h"
#include "memory_file.h"
#include "table/workbook_table.h"
#include "unit/table/make_workbook.h"

namespace certpress::fuzz {

namespace {

std::string workbook_of(std::string_view bytes) {
  if (bytes.starts_with("PK")) {
    return std::string(bytes);
  }
  auto parts = Input(bytes).parts();
  parts.resize(4);
  table::WorkbookParts made;
  made.rows = parts[0];
  made.strings = parts[1];
  made.styles = parts[2];
  made.properties = parts[3];
  return table::make_workbook(made);
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(workbook) {
  using namespace certpress;
  const fuzz::MemoryFile file(fuzz::workbook_of(bytes));
  try {
    const auto table = table::open_workbook(file.path(), {});
    const auto rows = table->rows();
    for (table::Row row; rows->next(row);) {
      fuzz::require(row.json.empty() != row.problems.empty(), "a row is read or has problems");
    }
  } catch (const Refused&) {
  }
}
