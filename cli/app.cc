#include "app.h"

#include <string>

#include <fmt/format.h>

#include "certpress/version.h"

namespace certpress::cli {

namespace {

std::string version_text() {
  std::string text = "certpress " + version();
  for (const auto& [name, number] : library_versions()) {
    text += fmt::format("\n  {} {}", name, number);
  }
  return text;
}

}  // namespace

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
      "            5 not as before, 6 signature invalid or missing, 7 signature intact but not "
      "trusted",
      "示例：\n"
      "  certpress render -t road-transport-certificate -d record.json -o certificate.pdf\n"
      "  certpress render --help\n"
      "退出码：0 完成，1 程序或环境故障，2 用法错误，3 输入被拒绝，4 部分行被拒绝，\n"
      "        5 与先前不同，6 签名无效或没有签名，7 签名完好但不可信"));
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

}  // namespace certpress::cli
