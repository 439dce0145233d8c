#include "arguments.h"

#include "certpress/version.h"

#include "settings.h"

namespace certpress::service {

void add_arguments(CLI::App& app, Arguments& arguments, Language language) {
  const auto say = [language](const Message& text) {
    return language == Language::kChinese ? text.zh : text.en;
  };
  const auto does = [&arguments](Task task) {
    return [&arguments, task] { arguments.task = task; };
  };
  app.name("certpressd");
  app.description(say({"Serves official certificates over HTTP.", "证照 HTTP 服务。"}));
  app.set_version_flag("--version", "certpressd " + version(),
                       say({"Show the version", "显示版本"}));
  app.set_help_flag("-h,--help", say({"Show this help", "显示帮助"}));
  app.add_option("--config", arguments.config, say({"YAML file with settings", "配置文件（YAML）"}))
      ->type_name("FILE");
  app.add_flag_callback("--check-config", does(Task::kCheckConfig),
                        say({"Read and try everything, say what is wrong, and end",
                             "读取并试用全部配置，报告问题后退出"}));
  for (const SettingKey& key : setting_keys()) {
    app.add_option_function<std::string>(
           "--" + std::string(key.name),
           [&arguments, name = std::string(key.name)](const std::string& value) {
             arguments.flags.emplace_back(name, value);
           },
           say(key.about))
        ->type_name(std::string(key.takes))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  app.fallthrough();  // settings may stand behind a subcommand
  app.add_subcommand("health", say({"Ask a running service whether it is ready", "探活"}))
      ->callback(does(Task::kAskHealth));
  app.add_subcommand("token", say({"Make a bearer token", "生成令牌"}))
      ->callback(does(Task::kMakeToken));
  app.footer(
      say({"Every setting is also a key of the YAML file and a variable CERTPRESS_KEY.\n"
           "Exit codes: 0 done, 1 failure, 2 usage, 3 configuration refused",
           "每项设置也可写在 YAML 配置文件中，或用环境变量 CERTPRESS_KEY 给出。\n"
           "退出码：0 完成，1 故障，2 用法错误，3 配置被拒绝"}));
}

}  // namespace certpress::service
