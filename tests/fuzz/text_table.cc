// A table in CSV or JSON Lines, in any encoding. The first byte chooses the format, the second the
// encoding and the header's row. Every row is JSON or says why not, and a second walk meets the
// same.
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "certpress/table.h"

#include "fuzz_target.h"
#include "input.h"
#include "memory_file.h"
#include "table/text_tables.h"

namespace certpress::fuzz {

namespace {

std::string walk(const table::Table& table, bool is_csv) {
  std::string all;
  const auto rows = table.rows();
  for (table::Row row; rows->next(row);) {
    require(row.json.empty() != row.problems.empty(), "a row is read or has problems");
    // A line of JSON Lines goes to the engine as it is, which says what is wrong with it.
    require(!is_csv || row.json.empty() || nlohmann::json::accept(row.json),
            "a row that was read is JSON");
    all += std::to_string(row.number) + row.json + "\n";
  }
  return all;
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(text_table) {
  using namespace certpress;
  constexpr std::array kEncodings{"", "UTF-8", "GBK", "GB18030", "UTF-16LE", "UTF-16BE"};
  fuzz::Input input(bytes);
  const bool is_csv = input.below(2) == 0;
  table::Options options;
  options.encoding = kEncodings.at(input.below(kEncodings.size()));
  options.header_row = 1 + static_cast<int>(input.below(3));
  const fuzz::MemoryFile file(input.rest());
  try {
    const auto table = is_csv ? table::open_csv(file.path(), options)
                              : table::open_json_lines(file.path(), options);
    fuzz::require(fuzz::walk(*table, is_csv) == fuzz::walk(*table, is_csv),
                  "a second walk meets the same rows");
  } catch (const Refused&) {
  }
}
