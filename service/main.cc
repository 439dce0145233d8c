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
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "access.h"
#include "arguments.h"
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

// As the locale of the environment says.
Language language() {
  const char* locale = std::getenv("LC_ALL");
  for (const char* name : {"LC_MESSAGES", "LANG"}) {
    locale = locale != nullptr && *locale != '\0' ? locale : std::getenv(name);
  }
  const bool chinese = locale != nullptr && std::string_view(locale).starts_with("zh");
  return chinese ? Language::kChinese : Language::kEnglish;
}

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
  const char* in_order = language() == Language::kChinese
                             ? "配置无误：{} 个模板，{} 个签名配置，将监听 {} 和 {}\n"
                             : "configuration in order: {} templates, {} signing profiles, would "
                               "listen at {} and {}\n";
  std::cout << fmt::format(fmt::runtime(in_order), state->templates.size(), state->profiles.size(),
                           settings.listen.to_string(), settings.metrics_listen.to_string());
  return kDone;
}

int run_service(const Settings& settings) {
  Log log(settings.log_level);
  return serve(settings, log) ? kDone : kFailure;
}

int print_new_token() {
  const std::string token = new_token();
  std::cout << token << '\n';
  std::cerr << (language() == Language::kChinese ? "写入访问权限文件：" : "for the access file:")
            << "\n  token: " << sha256(token) << '\n';
  return kDone;
}

int run(int argc, const char* const* argv) {
  Arguments arguments;
  CLI::App app;
  add_arguments(app, arguments, language());
  try {
    app.parse(argc, argv);
    switch (arguments.task) {
      case Task::kMakeToken:
        return print_new_token();
      case Task::kAskHealth:
        return is_ready(settings_of(arguments).metrics_listen) ? kDone : kFailure;
      case Task::kCheckConfig:
        return check(settings_of(arguments));
      case Task::kServe:
        return run_service(settings_of(arguments));
    }
    return kFailure;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  } catch (const Refused& refused) {
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      std::cerr << to_text(diagnostic, language());
    }
    return kRefused;
  } catch (const std::exception& error) {
    std::cerr << "certpressd: " << error.what() << '\n';
    return kFailure;
  }
}

}  // namespace

}  // namespace certpress::service

int main(int argc, char** argv) { return certpress::service::run(argc, argv); }
