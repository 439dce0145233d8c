// A workbook written part by part, as Excel writes it or as it never would.
#pragma once

#include <map>
#include <string>

namespace certpress::table {

struct WorkbookParts {
  std::string rows;          // the content of <sheetData>
  std::string strings;       // of <sst>
  std::string styles;        // of <styleSheet>
  std::string properties{};  // of <workbook>, before its sheets
  std::string sheet_head{};  // before <worksheet>
};

// The bytes of a ZIP file with these entries.
std::string make_zip(const std::map<std::string, std::string>& entries);
// A workbook whose one sheet is called 名单.
std::string make_workbook(const WorkbookParts& parts);

}  // namespace certpress::table
