// Papers, printers and larger sheets on the command line: what the commands that print share.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "certpress/engine.h"

#include "commands/commands.h"

namespace certpress::cli {

// "A4", "210x297". Throws UsageError.
PaperSize read_paper(const std::string& text);

PrinterProfile read_printer(const std::string& path);

// "long-edge" and "short-edge"; whatever else is one-sided.
Duplex duplex_named(const std::string& word);

// --layer. A proof is for eyes, and not for a printer.
CLI::Option* add_layer_option(CLI::App& command, std::string& layer, bool takes_proof,
                              const Session& session);

// As they were written; those that are empty were not.
struct PaperArguments {
  std::string printer;  // a profile
  std::string n_up;
  std::string sheet;
  double gutter = 0;
  double bleed = 0;
  bool marks = false;
  std::string slug;
};

// The arguments must outlive the command.
void add_paper_options(CLI::App& command, PaperArguments& arguments, const Session& session);

// Throws UsageError, and Refused for a profile.
void apply(const PaperArguments& arguments, RenderOptions& options);

}  // namespace certpress::cli
