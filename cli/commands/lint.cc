// certpress lint: every mistake of one template or of all.
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

// The template's errors are printed and counted; a wrong one does not hide the next.
bool is_clean(const TemplateChoice& choice, const Session& session) {
  try {
    const auto prepared = make_engine(choice)->prepare(choice.id);
    print(prepared->remarks(), session.language);
    std::cout << fmt::format(
        "{}: {}\n", choice.id,
        prepared->remarks().empty()
            ? session.say("no problems", "没有问题")
            : fmt::format(fmt::runtime(session.say("{} warnings", "{} 个警告")),
                          prepared->remarks().size()));
    return true;
  } catch (const Refused& refused) {
    print(refused.diagnostics(), session.language);
    std::cout << fmt::format("{}: {}\n", choice.id,
                             fmt::format(fmt::runtime(session.say("{} problems", "{} 个问题")),
                                         refused.diagnostics().size()));
    return false;
  }
}

ExitCode lint(const std::vector<std::string>& arguments, const Session& session) {
  std::vector<TemplateChoice> choices;
  choices.reserve(arguments.size());
  for (const std::string& argument : arguments) {
    choices.push_back(choose_template(argument));
  }
  if (arguments.empty()) {
    for (const std::string& id : make_engine()->template_ids()) {
      choices.push_back({id, {}});
    }
  }
  bool clean = true;
  for (const TemplateChoice& choice : choices) {
    clean = is_clean(choice, session) && clean;
  }
  return clean ? kDone : kRefused;
}

}  // namespace

void add_lint(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("lint", session.say("Check templates: every mistake with its line",
                                             "检查模板：列出所有错误及其行号"));
  auto arguments = std::make_shared<std::vector<std::string>>();
  command->add_option(
      "templates", *arguments,
      session.say("Ids or paths; all shipped ones by default", "编号或路径；默认检查全部自带模板"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return lint(*arguments, session); };
  });
}

}  // namespace certpress::cli
