#include "errors_csv.h"

#include <string_view>

#include <fmt/format.h>

#include "disk.h"

namespace certpress::batch {

std::string csv_cell(const std::string& text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  const bool formula = !text.empty() && kFormula.find(text.front()) != std::string_view::npos;
  std::string out = formula ? "'" + text : text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) {
    return out;
  }
  std::string quoted = "\"";
  for (const char c : out) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

std::string errors_head(Language language) {
  return std::string("\xEF\xBB\xBF") + (language == Language::kChinese
                                            ? "行号,列名,字段,代码,说明,建议\r\n"
                                            : "row,column,field,code,message,hint\r\n");
}

std::string errors_lines(int row, const std::vector<RowError>& errors, Language language) {
  std::string out;
  for (const RowError& error : errors) {
    out += std::to_string(row);
    for (const std::string& cell : {error.column, error.field, error.code,
                                    error.message.in(language), error.hint.in(language)}) {
      out += "," + csv_cell(cell);
    }
    out += "\r\n";
  }
  return out;
}

std::string errors_name(int shard, int shards) {
  return shards == 1 ? "errors.csv" : fmt::format("errors.{}-of-{}.csv", shard, shards);
}

std::filesystem::path errors_of(const std::filesystem::path& one_pdf) {
  return std::filesystem::path(one_pdf).replace_extension(".errors.csv");
}

void write_errors(const Journal& journal, const std::filesystem::path& file, Language language) {
  if (journal.count(RowState::kRefused) == 0) {
    std::filesystem::remove(file);
    return;
  }
  NewFile out(file);
  out.write(errors_head(language));
  journal.read_refused([&](const RowRefused& refused) {
    out.write(errors_lines(refused.row, refused.errors, language));
  });
  out.put_in_place();
}

}  // namespace certpress::batch
