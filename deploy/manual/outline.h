// What a command line takes, as plain data that manual pages and completions are written from. It
// is read from the CLI::App that parses the arguments and writes --help, so that nothing is
// described twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace certpress::manual {

struct Option {
  std::vector<std::string> names;    // "-t", "--template"; of a positional one its only name
  std::string value;                 // what it takes, "TEXT"; empty: nothing
  std::vector<std::string> choices;  // the only values, when they are few
  std::string about;
  std::string group;  // under which --help lists it; empty: with the others
  bool required = false;
  bool repeated = false;

  // What a shell may offer as its value.
  [[nodiscard]] bool takes_template() const;
  [[nodiscard]] bool takes_file() const;
};

struct Command {
  std::string path;  // "certpress batch report"
  std::string about;
  std::vector<Option> options;
  std::vector<Option> positionals;
  std::vector<Command> commands;
  bool needs_command = false;         // does nothing without one of them
  std::vector<std::string> notes;     // lines of what stands below its options in --help,
  std::vector<std::string> examples;  // but for the examples

  [[nodiscard]] std::string name() const;  // "report"
};

Command outline_of(CLI::App& app, std::string_view path);

// The command and all below it, parents first.
std::vector<const Command*> all_of(const Command& command);

// Names or choices in one text.
std::string joined(const std::vector<std::string>& words, const std::string& between);

}  // namespace certpress::manual
