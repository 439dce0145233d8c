#include "outline.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace certpress::manual {

namespace {

// An option's validator tells its type, "TEXT:{png,pdf}" or "INT:INT in [1 - 9]".
void read_value(CLI::Option& from, Option& to) {
  to.value = from.get_items_expected_max() == 0 ? "" : from.get_type_name();
  try {
    const std::string bounds = from.get_validator(0)->get_description();
    to.value.resize(to.value.size() - bounds.size() - 1);
    if (bounds.starts_with('{') && bounds.ends_with('}')) {
      std::istringstream words(bounds.substr(1, bounds.size() - 2));
      for (std::string word; std::getline(words, word, ',');) {
        to.choices.push_back(word);
      }
    }
  } catch (const CLI::OptionNotFound&) {
    // It has no validator.
  }
}

Option option_of(CLI::Option& from) {
  Option out;
  if (from.get_positional()) {
    out.names = {from.get_name(true)};
  } else {
    for (const std::string& name : from.get_snames()) {
      out.names.push_back("-" + name);
    }
    for (const std::string& name : from.get_lnames()) {
      out.names.push_back("--" + name);
    }
  }
  read_value(from, out);
  out.about = from.get_description();
  out.group = from.get_group() == "Options" ? "" : from.get_group();
  out.required = from.get_required();
  out.repeated = from.get_expected_max() > 1;
  return out;
}

void read_footer(const std::string& footer, Command& to) {
  std::istringstream lines(footer);
  bool example = false;
  for (std::string line; std::getline(lines, line);) {
    const bool heading = line.starts_with("Example") || line.starts_with("示例");
    example = heading || (example && line.starts_with("  "));
    if (!heading && !line.empty()) {
      (example ? to.examples : to.notes).push_back(line);
    }
  }
}

}  // namespace

bool Option::takes_template() const {
  return std::ranges::any_of(names, [](const std::string& name) {
    return name == "--template" || name == "template" || name == "templates";
  });
}

bool Option::takes_file() const {
  return !value.empty() && choices.empty() && value != "INT" && value != "UINT" && value != "FLOAT";
}

std::string Command::name() const { return path.substr(path.rfind(' ') + 1); }

Command outline_of(CLI::App& app, std::string_view path) {
  Command out;
  out.path = path;
  out.about = app.get_description();
  out.needs_command = app.get_require_subcommand_min() > 0;
  for (CLI::Option* option : app.get_options({})) {
    (option->get_positional() ? out.positionals : out.options).push_back(option_of(*option));
  }
  for (CLI::App* command : app.get_subcommands({})) {
    out.commands.push_back(outline_of(*command, out.path + " " + command->get_name()));
    // A command without a footer of its own shows that of the command above.
    if (command->get_footer() == app.get_footer()) {
      out.commands.back().notes.clear();
      out.commands.back().examples.clear();
    }
  }
  read_footer(app.get_footer(), out);
  return out;
}

std::vector<const Command*> all_of(const Command& command) {
  std::vector<const Command*> out{&command};
  for (const Command& below : command.commands) {
    const auto more = all_of(below);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : between) + word;
  }
  return out;
}

}  // namespace certpress::manual
