// Tables in files of the test's own folder, and what is read from them.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "certpress/table.h"

#include "places.h"

namespace certpress::table {

inline std::string table_file(const std::string& name, std::string_view bytes) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path folder = std::filesystem::path(CERTPRESS_BUILD_DIR) / "tests-out" /
                                       (std::string(test->test_suite_name()) + "." + test->name());
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / name;
  std::ofstream(file, std::ios::binary) << bytes;
  return file.string();
}

struct ReadRows {
  std::vector<Row> rows;
  // The records as text: "2 {...}" or "3 table/bad-byte /column".
  std::vector<std::string> lines;
};

inline ReadRows read_rows(const Table& table) {
  ReadRows out;
  const auto rows = table.rows();
  for (Row row; rows->next(row);) {
    std::string line = std::to_string(row.number);
    line += row.json.empty() ? "" : " " + row.json;
    for (const Diagnostic& problem : row.problems) {
      line += " " + problem.code + problem.place.pointer;
    }
    out.lines.push_back(line);
    out.rows.push_back(std::move(row));
  }
  return out;
}

// The codes that opening and reading the table is refused with, and the row of each.
inline std::vector<std::string> refused_with(const std::string& file, const Options& options = {}) {
  std::vector<std::string> out;
  try {
    read_rows(*open(file, options));
  } catch (const Refused& refused) {
    for (const Diagnostic& problem : refused.diagnostics()) {
      out.push_back(problem.code +
                    (problem.place.row > 0 ? ":" + std::to_string(problem.place.row) : ""));
    }
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace certpress::table
