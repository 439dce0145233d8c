// certpress inspect: the sheet as text, every item with its place.
#include <iostream>
#include <memory>
#include <string>

#include "../files.h"
#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

ExitCode inspect(const std::string& argument, const std::string& data) {
  const TemplateChoice choice = choose_template(argument);
  const auto engine = make_engine(choice);
  RecordInput input;
  input.blank = data.empty();
  if (!input.blank) {
    input = read_record(data);
  }
  std::cout << engine->inspect(*engine->prepare(choice.id), input);
  return kDone;
}

}  // namespace

void add_inspect(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "inspect", session.say("Print the laid-out sheet as text", "以文本输出排版结果"));
  auto tmpl = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("-t,--template", *tmpl, session.say("Id or path", "编号或路径"))->required();
  command->add_option(
      "-d,--data", *data,
      session.say("Record (JSON); without it the blank form", "记录（JSON）；不给出则为空白证件"));
  command->callback(
      [tmpl, data, &session] { session.run = [tmpl, data] { return inspect(*tmpl, *data); }; });
}

}  // namespace certpress::cli
