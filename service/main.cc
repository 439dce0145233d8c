// certpressd: the arguments, and what they ask for.
//
//   certpressd --config FILE          serves
//   certpressd --check-config ...     says what is wrong with the configuration and what it names
//   certpressd health                 asks a running service whether it is ready
//   certpressd token                  makes a token and what the access file holds of it
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "certpress/version.h"

#include "access.h"
#include "digest.h"
#include "health.h"
#include "home.h"
#include "log.h"
#include "server.h"
#include "settings.h"
#include "state.h"

namespace certpress::service {

namespace {

enum ExitCode { kDone = 0, kFailure = 1, kUsage = 2, kRefused = 3 };

struct Arguments {
  std::string config;
  std::vector<std::pair<std::string, std::string>> flags;  // key and value
  bool check_only = false;
};

Settings settings_of(const Arguments& arguments) {
  SettingSources sources{.file = arguments.config, .default_home = default_home()};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    sources.environment.emplace_back(*variable);
  }
  sources.flags = arguments.flags;
  return read_settings(sources);
}

int check(const Settings& settings) {
  const auto state = load_state(settings);
  std::cout << "configuration in order: " << state->templates.size() << " templates, "
            << state->profiles.size() << " signing profiles, would listen at "
            << settings.listen.to_string() << " and " << settings.metrics_listen.to_string()
            << '\n';
  return kDone;
}

int run_service(const Arguments& arguments) {
  const Settings settings = settings_of(arguments);
  if (arguments.check_only) {
    return check(settings);
  }
  Log log(settings.log_level);
  return serve(settings, log) ? kDone : kFailure;
}

int print_new_token() {
  const std::string token = new_token();
  std::cout << token << '\n';
  std::cerr << "for the access file:\n  token: " << sha256(token) << '\n';
  return kDone;
}

void print(const std::vector<Diagnostic>& diagnostics) {
  const char* locale = std::getenv("LC_ALL");
  for (const char* name : {"LC_MESSAGES", "LANG"}) {
    locale = locale != nullptr && *locale != '\0' ? locale : std::getenv(name);
  }
  const bool chinese = locale != nullptr && std::string_view(locale).starts_with("zh");
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << to_text(diagnostic, chinese ? Language::kChinese : Language::kEnglish);
  }
}

int run(int argc, const char* const* argv) {
  Arguments arguments;
  CLI::App app{"Serves official certificates over HTTP. 证照 HTTP 服务。"};
  app.name("certpressd");
  app.set_version_flag("--version", "certpressd " + version());
  app.add_option("--config", arguments.config, "YAML file with settings 配置文件");
  app.add_flag("--check-config", arguments.check_only,
               "Read and try everything, say what is wrong, and end 检查配置");
  for (const SettingKey& key : setting_keys()) {
    app.add_option_function<std::string>(
           "--" + std::string(key.name),
           [&arguments, name = std::string(key.name)](const std::string& value) {
             arguments.flags.emplace_back(name, value);
           },
           key.about.en + " " + key.about.zh)
        ->type_name(std::string(key.takes))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  app.fallthrough();  // settings may stand behind a subcommand
  CLI::App* health = app.add_subcommand("health", "Ask a running service whether it is ready 探活");
  CLI::App* token = app.add_subcommand("token", "Make a bearer token 生成令牌");
  app.footer(
      "Every setting is also a key of the YAML file and a variable CERTPRESS_KEY.\n"
      "Exit codes: 0 done, 1 failure, 2 usage, 3 configuration refused");
  try {
    app.parse(argc, argv);
    if (token->parsed()) {
      return print_new_token();
    }
    if (health->parsed()) {
      return is_ready(settings_of(arguments).metrics_listen) ? kDone : kFailure;
    }
    return run_service(arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  } catch (const Refused& refused) {
    print(refused.diagnostics());
    return kRefused;
  } catch (const std::exception& error) {
    std::cerr << "certpressd: " << error.what() << '\n';
    return kFailure;
  }
}

}  // namespace

}  // namespace certpress::service

int main(int argc, char** argv) { return certpress::service::run(argc, argv); }
