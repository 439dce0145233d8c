// The command line of certpressd: what --help, the manual page and the shells' completions tell.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "certpress/diagnostic.h"

namespace certpress::service {

enum class Task { kServe, kCheckConfig, kAskHealth, kMakeToken };

struct Arguments {
  Task task = Task::kServe;
  std::string config;
  std::vector<std::pair<std::string, std::string>> flags;  // key and value of a setting
};

// `arguments` is filled by the parsing, and must live as long as the app.
void add_arguments(CLI::App& app, Arguments& arguments, Language language);

}  // namespace certpress::service
