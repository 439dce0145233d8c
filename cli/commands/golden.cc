// certpress golden: cases that must come out as they once did.
#include "certpress/golden.h"

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "../files.h"
#include "../home.h"
#include "../printing.h"
#include "../progress.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string filter;
  std::string folder;
  std::string junit;
  std::string json;
  std::string report;
  bool yes = false;
  bool dry_run = false;
  std::string name;
  std::string tmpl;
  std::string data;
  bool blank = false;
  std::string layer = "all";
  double dpi = 96;
  std::vector<std::string> expect{"sheet"};
};

std::unique_ptr<golden::Suite> make_suite(const Arguments& arguments) {
  const fs::path folder = arguments.folder.empty() ? home() / "golden" : fs::path(arguments.folder);
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw UsageError({"no such folder: " + folder.string(), "没有此文件夹：" + folder.string()});
  }
  return std::make_unique<golden::Suite>(folder, resource_folders());
}

std::string word_for(golden::Outcome outcome, const Session& session) {
  switch (outcome) {
    case golden::Outcome::kPassed:
      return session.say("passed", "通过");
    case golden::Outcome::kDiffers:
      return session.say("differs", "不同");
    case golden::Outcome::kFailed:
      return session.say("failed", "失败");
    case golden::Outcome::kNew:
      return session.say("new: accept it", "新用例：请接受");
    case golden::Outcome::kKnownBad:
      return session.say("known to be bad", "已知问题");
    case golden::Outcome::kFixed:
      return session.say("fixed: remove its xfail", "已修复：请删除 xfail");
  }
  return {};
}

void print_case(const golden::CaseResult& one, const Session& session) {
  std::cout << one.name << ": " << word_for(one.outcome, session) << '\n';
  for (const Change& change : one.changes) {
    std::cout << "  " << sentence(change).in(session.language) << '\n';
  }
  for (const Message& remark : one.remarks) {
    std::cout << "  " << remark.in(session.language) << '\n';
  }
  if (one.outcome == golden::Outcome::kFailed) {
    print(one.diagnostics, session.language);
  }
}

// The environment first: it explains the rest.
void print_result(const golden::SuiteResult& result, const Session& session) {
  if (!result.environment.empty()) {
    std::cout << result.about_environment().in(session.language) << "\n\n";
  }
  for (const golden::CaseResult& one : result.cases) {
    if (one.needs_attention()) {
      print_case(one, session);
    }
  }
  std::cout << fmt::format(
      fmt::runtime(session.say("{} cases in {:.1f} s: {} passed, {} differ, {} failed, {} new, {} "
                               "known to be bad, {} fixed\n",
                               "{} 个用例，{:.1f} 秒：{} 个通过，{} 个不同，{} 个失败，{} 个新增，"
                               "{} 个已知问题，{} 个已修复\n")),
      result.cases.size(), result.seconds, result.count(golden::Outcome::kPassed),
      result.count(golden::Outcome::kDiffers), result.count(golden::Outcome::kFailed),
      result.count(golden::Outcome::kNew), result.count(golden::Outcome::kKnownBad),
      result.count(golden::Outcome::kFixed));
}

// A bar on a terminal; elsewhere a line for each case, so that a log shows where it stopped.
golden::SuiteResult run_suite(const golden::Suite& suite, const Arguments& arguments,
                              bool with_pages, const Session& session) {
  const bool bar = is_terminal(STDERR_FILENO);
  return suite.run(arguments.filter, with_pages,
                   [&](std::size_t done, std::size_t total, const golden::CaseResult& last) {
                     if (bar) {
                       show_progress(done, total);
                     } else {
                       std::cerr << fmt::format("{}/{} {}: {}\n", done, total, last.name,
                                                word_for(last.outcome, session));
                     }
                   });
}

ExitCode run(const Arguments& arguments, const Session& session) {
  const auto suite = make_suite(arguments);
  const bool with_pages = !arguments.report.empty();
  const golden::SuiteResult result = run_suite(*suite, arguments, with_pages, session);
  print_result(result, session);
  if (!arguments.junit.empty()) {
    write_output(arguments.junit, golden::to_junit(result));
  }
  if (!arguments.json.empty()) {
    write_output(arguments.json, golden::to_json(result));
  }
  if (!arguments.report.empty()) {
    write_output(arguments.report, golden::to_html(result, session.language));
  }
  return result.passed() ? kDone : kDiffers;
}

bool is_agreed(const Arguments& arguments, std::size_t count, const Session& session) {
  if (arguments.yes) {
    return true;
  }
  if (!is_terminal(STDIN_FILENO)) {
    throw UsageError({"say --yes to accept without being asked", "非交互使用时请加 --yes"});
  }
  std::cout << fmt::format(
                   fmt::runtime(session.say("Accept {} cases? [y/N] ", "接受这 {} 个用例？[y/N] ")),
                   count)
            << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y";
}

ExitCode accept(const Arguments& arguments, const Session& session) {
  const auto suite = make_suite(arguments);
  const golden::SuiteResult result = run_suite(*suite, arguments, false, session);
  std::size_t acceptable = 0;
  bool all = true;
  for (const golden::CaseResult& one : result.cases) {
    const bool takes = golden::Suite::is_acceptable(one);
    acceptable += takes ? 1 : 0;
    all = all && (takes || !one.needs_attention());
    if (one.needs_attention()) {
      print_case(one, session);
    }
  }
  if (acceptable == 0 && result.environment.empty()) {
    std::cout << session.say("Nothing to accept.\n", "没有可接受的改变。\n");
  } else if (!arguments.dry_run && is_agreed(arguments, acceptable, session)) {
    suite->accept(result);
    std::cout << fmt::format(
        fmt::runtime(session.say("{} cases accepted.\n", "已接受 {} 个用例。\n")), acceptable);
  }
  return all ? kDone : kDiffers;
}

ExitCode add(Arguments arguments, const Session& session) {
  if (arguments.blank != arguments.data.empty()) {
    throw UsageError({"give either --data or --blank", "请给出 --data 或 --blank 其中之一"});
  }
  const auto suite = make_suite(arguments);
  suite->add({arguments.name, arguments.tmpl, arguments.data, arguments.dpi,
              layer_named(arguments.layer).value(), arguments.expect});
  arguments.filter = arguments.name;
  arguments.yes = true;
  return accept(arguments, session);
}

CLI::App* subcommand(CLI::App& group, const std::string& name, const std::string& says,
                     const std::shared_ptr<Arguments>& arguments, Session& session,
                     std::function<ExitCode(const Arguments&, const Session&)> command) {
  CLI::App* app = group.add_subcommand(name, says);
  app->add_option(
      "--golden", arguments->folder,
      session.say("Folder of the cases; golden/ by default", "用例文件夹；默认 golden/"));
  app->callback([arguments, &session, command = std::move(command)] {
    session.run = [arguments, &session, command] { return command(*arguments, session); };
  });
  return app;
}

void add_filter(CLI::App* command, Arguments& arguments, const Session& session) {
  command->add_option("filter", arguments.filter,
                      session.say("Only cases whose name holds this", "仅运行名称含此文字的用例"));
}

void add_add(CLI::App& group, const std::shared_ptr<Arguments>& arguments, Session& session) {
  CLI::App* command =
      subcommand(group, "add",
                 session.say("Make a new case and accept what it renders", "新建用例并接受其结果"),
                 arguments, session, add);
  command->add_option("name", arguments->name, session.say("Folder of the case", "用例文件夹"))
      ->required();
  command
      ->add_option("-t,--template", arguments->tmpl,
                   session.say("Id of a shipped template, or of one in golden/templates",
                               "自带模板或 golden/templates 中模板的编号"))
      ->required();
  command->add_option("-d,--data", arguments->data, session.say("Record (JSON)", "记录（JSON）"))
      ->check(CLI::ExistingFile);
  command->add_flag("--blank", arguments->blank, session.say("The blank form", "空白证件"));
  add_layer_option(*command, arguments->layer, /*takes_proof=*/true, session);
  command->add_option("--dpi", arguments->dpi, session.say("Of the page (96)", "分辨率（96）"))
      ->check(CLI::Range(kMinDpi, kMaxDpi));
  command
      ->add_option("--expect", arguments->expect,
                   session.say("What is kept: sheet, page, text, diagnostics (sheet)",
                               "保存的内容：sheet、page、text、diagnostics（默认 sheet）"))
      ->check(CLI::IsMember({"sheet", "page", "text", "diagnostics"}))
      ->delimiter(',');
}

}  // namespace

void add_golden(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand(
      "golden",
      session.say("Check that certificates come out as they once did", "检查证照是否与基准一致"));
  group->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();

  CLI::App* run_command = subcommand(
      *group, "run",
      session.say("Run the cases; exit code 5 when one differs", "运行用例；有不同时退出码为 5"),
      arguments, session, run);
  add_filter(run_command, *arguments, session);
  run_command->add_option("--junit", arguments->junit,
                          session.say("Write JUnit XML", "写出 JUnit XML"));
  run_command->add_option("--json", arguments->json, session.say("Write JSON", "写出 JSON"));
  run_command->add_option("--report", arguments->report,
                          session.say("Write the HTML report", "写出 HTML 报告"));

  CLI::App* report_command =
      subcommand(*group, "report",
                 session.say("Run the cases and write one HTML file that shows what differs",
                             "运行用例并写出一个 HTML 报告"),
                 arguments, session, run);
  add_filter(report_command, *arguments, session);
  report_command
      ->add_option("-o,--out", arguments->report, session.say("The HTML file", "HTML 文件"))
      ->required();

  CLI::App* accept_command =
      subcommand(*group, "accept",
                 session.say("Show what differs and make it what is expected; never a case that "
                             "does not render",
                             "显示差异并将其作为新基准；无法渲染的用例不会被接受"),
                 arguments, session, accept);
  add_filter(accept_command, *arguments, session);
  accept_command->add_flag("-y,--yes", arguments->yes, session.say("Do not ask", "不再询问"));
  accept_command->add_flag("--dry-run", arguments->dry_run,
                           session.say("Show only", "只显示，不写入"));

  add_add(*group, arguments, session);
  group->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress golden run
  certpress golden run road-transport-certificate --report report.html
  certpress golden accept road-transport-certificate
  certpress golden add road-transport-certificate/coach -t road-transport-certificate -d coach.json)"));
}

}  // namespace certpress::cli
