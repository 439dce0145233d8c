// certpress, the command: parses the arguments, runs one command, maps what happened to an exit
// code.
#include <algorithm>
#include <exception>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "certpress/batch.h"
#include "certpress/signing.h"
#include "certpress/version.h"

#include "commands/commands.h"
#include "terminal.h"

namespace certpress::cli {

namespace {

std::string version_text() {
  std::string text = "certpress " + version();
  for (const auto& [name, number] : library_versions()) {
    text += fmt::format("\n  {} {}", name, number);
  }
  return text;
}

// A font that is missing or differs is a fault of the machine, not of the input.
ExitCode code_of(const Refused& refused) {
  const bool fonts = std::ranges::any_of(refused.diagnostics(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError && diagnostic.code.starts_with("font/");
  });
  return fonts ? kFailure : kRefused;
}

void add_commands(CLI::App& app, Session& session) {
  app.name("certpress");
  app.description(session.say("Renders official certificates from a template and a record.",
                              "由模板和记录生成电子证照。"));
  app.set_version_flag("--version", version_text(),
                       session.say("Versions of certpress and of its libraries", "显示版本"));
  app.set_help_flag("-h,--help", session.say("Show this help", "显示帮助"));
  // Read by language_of; declared here so that every command accepts it.
  app.add_option_function<std::string>(
         "--lang", [](const std::string& /*read before*/) {},
         session.say("Language of messages: en or zh", "消息语言：en 或 zh"))
      ->check(CLI::IsMember({"en", "zh"}));
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(session.say(
      "Example:\n"
      "  certpress render -t road-transport-certificate -d record.json -o certificate.pdf\n"
      "  certpress render --help\n"
      "Exit codes: 0 done, 1 failure, 2 usage, 3 input refused, 4 some rows refused,\n"
      "            5 golden differs, 6 signature invalid or missing, 7 signature intact but not "
      "trusted",
      "示例：\n"
      "  certpress render -t road-transport-certificate -d record.json -o certificate.pdf\n"
      "  certpress render --help\n"
      "退出码：0 完成，1 程序或环境故障，2 用法错误，3 输入被拒绝，4 部分行被拒绝，\n"
      "        5 与基准不同，6 签名无效或没有签名，7 签名完好但不可信"));
  add_render(app, session);
  add_batch(app, session);
  add_sign(app, session);
  add_print(app, session);
  add_calibrate(app, session);
  add_verify(app, session);
  add_templates(app, session);
  add_lint(app, session);
  add_stress(app, session);
  add_golden(app, session);
  add_diff(app, session);
  add_preview(app, session);
  add_extract(app, session);
  add_inspect(app, session);
  add_schema(app, session);
  add_fonts(app, session);
  add_id(app, session);
  add_keys(app, session);
  add_cache(app, session);
}

int run(int argc, const char* const* argv) {
  Session session{language_of(argc, argv), {}};
  CLI::App app;
  add_commands(app, session);
  try {
    app.parse(argc, argv);
    return session.run();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  } catch (const Refused& refused) {
    print(refused.diagnostics(), session.language);
    return code_of(refused);
  } catch (const batch::Stopped& stopped) {
    print_error(stopped.message(), session.language);
    return kFailure;
  } catch (const SigningFailure& failure) {
    const auto told = [&](const std::string& text) { return text + " [" + failure.code() + "]"; };
    print_error({told(failure.message().en), told(failure.message().zh)}, session.language);
    return kFailure;
  } catch (const UsageError& error) {
    print_error(error.message(), session.language);
    return kUsage;
  } catch (const Failure& error) {
    print_error(error.message(), session.language);
    return kFailure;
  } catch (const std::bad_alloc&) {
    print_error({"not enough memory", "内存不足"}, session.language);
    return kFailure;
  } catch (const std::exception& error) {
    print_error({error.what(), error.what()}, session.language);
    return kFailure;
  }
}

}  // namespace

}  // namespace certpress::cli

int main(int argc, char** argv) { return certpress::cli::run(argc, argv); }
