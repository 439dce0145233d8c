#include "table_options.h"

namespace certpress::cli {

void add_table_options(CLI::App& command, table::Options& options, const Session& session) {
  command.add_option("--encoding", options.encoding,
                     session.say("Of the table: UTF-8, GBK, GB18030, UTF-16; found out by default",
                                 "表格编码：UTF-8、GBK、GB18030、UTF-16；默认自动识别"));
  command.add_option(
      "--worksheet", options.sheet,
      session.say("Sheet of a workbook; the first by default", "工作表名；默认第一个"));
  command
      .add_option("--header-row", options.header_row,
                  session.say("Row with the names of the columns (1)", "列名所在的行（默认 1）"))
      ->check(CLI::Range(1, 1000));
}

}  // namespace certpress::cli
