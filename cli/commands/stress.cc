// certpress stress: whether templates hold whatever their fields allow.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

std::vector<Diagnostic> failures_of(const TemplateChoice& choice) {
  try {
    const auto engine = make_engine(choice);
    return engine->stress(*engine->prepare(choice.id));
  } catch (const Refused& refused) {
    return refused.diagnostics();
  }
}

ExitCode stress(const std::vector<std::string>& arguments, const Session& session) {
  bool clean = true;
  for (const std::string& argument : arguments) {
    const TemplateChoice choice = choose_template(argument);
    const std::vector<Diagnostic> failures = failures_of(choice);
    print(failures, session.language);
    std::cout << fmt::format(
        "{}: {}\n", choice.id,
        failures.empty()
            ? session.say("ok", "通过")
            : fmt::format(fmt::runtime(session.say("{} problems", "{} 个问题")), failures.size()));
    clean = clean && failures.empty();
  }
  return clean ? kDone : kRefused;
}

}  // namespace

void add_stress(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "stress",
      session.say("Lay out the hardest records that templates allow; exit code 3 when text "
                  "overflows or elements collide",
                  "以模板允许的最极端数据试排；文字溢出或元素重叠时退出码为 3"));
  auto arguments = std::make_shared<std::vector<std::string>>();
  command->add_option("templates", *arguments, session.say("Ids or paths", "编号或路径"))
      ->required();
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress stress road-transport-certificate
  certpress stress ./my-template templates/*/)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return stress(*arguments, session); };
  });
}

}  // namespace certpress::cli
