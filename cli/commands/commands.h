// The commands. Each adds itself to the command line and sets `run` when it is the one called.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "certpress/diagnostic.h"

#include "../exit_code.h"

namespace certpress::cli {

struct Session {
  Language language = Language::kEnglish;
  std::function<ExitCode()> run;

  // The help is written in both languages, side by side where it is used.
  [[nodiscard]] const char* say(const char* en, const char* zh) const {
    return language == Language::kChinese ? zh : en;
  }
};

void add_batch(CLI::App& app, Session& session);
void add_render(CLI::App& app, Session& session);
void add_templates(CLI::App& app, Session& session);
void add_cache(CLI::App& app, Session& session);
void add_lint(CLI::App& app, Session& session);
void add_extract(CLI::App& app, Session& session);
void add_inspect(CLI::App& app, Session& session);
void add_schema(CLI::App& app, Session& session);
void add_fonts(CLI::App& app, Session& session);
void add_id(CLI::App& app, Session& session);
void add_preview(CLI::App& app, Session& session);
void add_diff(CLI::App& app, Session& session);
void add_golden(CLI::App& app, Session& session);
void add_keys(CLI::App& app, Session& session);
void add_calibrate(CLI::App& app, Session& session);
void add_print(CLI::App& app, Session& session);
void add_sign(CLI::App& app, Session& session);
void add_stress(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);

}  // namespace certpress::cli
