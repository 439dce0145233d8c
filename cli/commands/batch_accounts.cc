// certpress batch merge|report|spoil|reprint: a run after it was run.
#include "batch_accounts.h"

#include <iostream>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "certpress/batch.h"

#include "../moment.h"
#include "../terminal.h"
#include "table_options.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string folder;
  std::string format = "text";
  std::string serial;
  std::string reason;
  std::string which;
  std::string find;
  std::string data;
  table::Options table_options;
};

using Command = ExitCode (*)(const Arguments&, const Session&);

ExitCode merge(const Arguments& arguments, const Session& session) {
  const auto summary = batch::merge(arguments.folder, session.language);
  std::cout << fmt::format(
      fmt::runtime(session.say("{} rows: {} done, {} refused\n", "共 {} 行：完成 {}，拒绝 {}\n")),
      summary.rows, summary.done, summary.refused);
  return summary.refused > 0 ? kSomeRefused : kDone;
}

ExitCode report(const Arguments& arguments, const Session& session) {
  const batch::Account account = batch::account(arguments.folder);
  std::cout << (arguments.format == "csv"    ? batch::to_csv(account, session.language)
                : arguments.format == "json" ? batch::to_json(account)
                                             : batch::to_text(account, session.language));
  return kDone;
}

ExitCode spoil(const Arguments& arguments, const Session& /*silent*/) {
  batch::spoil(arguments.folder, arguments.serial, arguments.reason, now());
  return kDone;
}

// The row: said as such, or looked for in the table.
std::string row_of(const Arguments& arguments) {
  if (arguments.which.empty() == arguments.find.empty() ||
      arguments.find.empty() != arguments.data.empty()) {
    throw UsageError(
        {"say which certificate: its row or file name, or --find COLUMN=CONTENT with "
         "--data TABLE",
         "请指明证照：行号或文件名，或用 --find 列名=内容 并给出 --data 表格"});
  }
  if (!arguments.which.empty()) {
    return arguments.which;
  }
  const std::size_t equals = arguments.find.find('=');
  if (equals == std::string::npos) {
    throw UsageError({"--find takes COLUMN=CONTENT", "--find 须写作 列名=内容"});
  }
  const auto table = table::open(arguments.data, arguments.table_options);
  return std::to_string(batch::find_row(arguments.folder, *table, arguments.find.substr(0, equals),
                                        arguments.find.substr(equals + 1)));
}

// Standard output is the file alone, for a command that prints it.
ExitCode reprint(const Arguments& arguments, const Session& session) {
  const auto again = batch::reprint(arguments.folder, row_of(arguments), arguments.reason,
                                    arguments.serial, now());
  std::cout << again.file.string() << '\n';
  if (again.page > 0) {
    std::cerr << session.say("page: ", "页码：") << again.page;
    if (again.cell > 0) {
      std::cerr << session.say(", number ", "，第 ") << again.cell << session.say("", " 份");
    }
    std::cerr << '\n';
  }
  if (!again.serial.empty()) {
    std::cerr << session.say("serial number of the new sheet: ", "新底版编号：") << again.serial
              << '\n';
  }
  return kDone;
}

CLI::App* subcommand(CLI::App& batch, const char* name, const char* says, Command command,
                     const std::shared_ptr<Arguments>& arguments, Session& session) {
  CLI::App* app = batch.add_subcommand(name, says);
  app->add_option("folder", arguments->folder, session.say("Folder of the run", "批次的输出文件夹"))
      ->required();
  app->callback([arguments, command, &session] {
    session.run = [arguments, command, &session] { return command(*arguments, session); };
  });
  return app;
}

void add_reason(CLI::App& command, Arguments& arguments, const Session& session) {
  command
      .add_option("--reason", arguments.reason,
                  session.say("Why; stands in the journal", "原因；将记入日志"))
      ->required();
}

}  // namespace

void add_batch_accounts(CLI::App& batch, Session& session) {
  const auto arguments = std::make_shared<Arguments>();
  subcommand(batch, "merge", session.say("Join the journals of all shards", "合并所有分片的日志"),
             merge, arguments, session);

  CLI::App* report_command = subcommand(
      batch, "report",
      session.say("What became of the rows and of the pre-printed stock", "行数与底版的收支结存"),
      report, arguments, session);
  report_command
      ->add_option("--format", arguments->format,
                   session.say("text, csv or json", "text、csv 或 json"))
      ->check(CLI::IsMember({"text", "csv", "json"}));

  CLI::App* spoil_command =
      subcommand(batch, "spoil", session.say("A sheet of the stock is spoiled", "登记一张底版作废"),
                 spoil, arguments, session);
  spoil_command
      ->add_option("serial", arguments->serial, session.say("Its serial number", "底版编号"))
      ->required();
  add_reason(*spoil_command, *arguments, session);

  CLI::App* reprint_command = subcommand(
      batch, "reprint",
      session.say("Print one again: tells its file, spoils its old sheet and takes a new one",
                  "重印一份：给出其文件，旧底版作废，并占用新底版"),
      reprint, arguments, session);
  reprint_command->add_option("which", arguments->which,
                              session.say("Its row, or the name of its file", "行号，或文件名"));
  reprint_command->add_option("--find", arguments->find,
                              session.say("COLUMN=CONTENT of its record, with --data",
                                          "其记录的 列名=内容，与 --data 同用"));
  reprint_command->add_option("-d,--data", arguments->data,
                              session.say("Table of the run", "批次所用的表格"));
  add_table_options(*reprint_command, arguments->table_options, session);
  reprint_command->add_option("--serial", arguments->serial,
                              session.say("Serial number of the new sheet; the next one by default",
                                          "新底版编号；默认为下一个"));
  add_reason(*reprint_command, *arguments, session);
}

}  // namespace certpress::cli
