// certpress lint: every mistake of one template or of all.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct LintArguments {
  std::vector<std::string> templates;
  bool strict = false;
};

// Both what the parser remarked and what lint objects to.
std::vector<Diagnostic> warnings_of(const TemplateChoice& choice) {
  const auto engine = make_engine(choice);
  const auto prepared = engine->prepare(choice.id);
  std::vector<Diagnostic> all = prepared->remarks();
  std::ranges::copy(engine->lint(*prepared), std::back_inserter(all));
  return all;
}

// The template's errors are printed and counted; a wrong one does not hide the next.
bool is_clean(const TemplateChoice& choice, bool strict, const Session& session) {
  try {
    const auto warnings = warnings_of(choice);
    print(warnings, session.language);
    std::cout << fmt::format(
        "{}: {}\n", choice.id,
        warnings.empty()
            ? session.say("no problems", "没有问题")
            : fmt::format(fmt::runtime(session.say("{} warnings", "{} 个警告")), warnings.size()));
    return warnings.empty() || !strict;
  } catch (const Refused& refused) {
    print(refused.diagnostics(), session.language);
    std::cout << fmt::format("{}: {}\n", choice.id,
                             fmt::format(fmt::runtime(session.say("{} problems", "{} 个问题")),
                                         refused.diagnostics().size()));
    return false;
  }
}

ExitCode lint(const LintArguments& arguments, const Session& session) {
  std::vector<TemplateChoice> choices;
  choices.reserve(arguments.templates.size());
  for (const std::string& argument : arguments.templates) {
    choices.push_back(choose_template(argument));
  }
  if (arguments.templates.empty()) {
    for (const std::string& id : make_engine()->template_ids()) {
      choices.push_back({id, {}});
    }
  }
  bool clean = true;
  for (const TemplateChoice& choice : choices) {
    clean = is_clean(choice, arguments.strict, session) && clean;
  }
  return clean ? kDone : kRefused;
}

}  // namespace

void add_lint(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("lint", session.say("Check templates: every mistake with its line, and "
                                             "what readers, printers and cameras will stumble over",
                                             "检查模板：列出所有错误及其行号，以及阅读、打印、"
                                             "扫码时会遇到的问题"));
  auto arguments = std::make_shared<LintArguments>();
  command->add_option(
      "templates", arguments->templates,
      session.say("Ids or paths; all shipped ones by default", "编号或路径；默认检查全部自带模板"));
  command->add_flag("--strict", arguments->strict,
                    session.say("Warnings are errors: exit code 3", "警告视为错误：退出码为 3"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress lint
  certpress lint --strict ./my-template)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return lint(*arguments, session); };
  });
}

}  // namespace certpress::cli
