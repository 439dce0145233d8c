#include <algorithm>

#include "completions.h"

namespace certpress::manual {

namespace {

// Inside '...', with what _arguments takes for its own marks escaped.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += (c == '[' || c == ']' || c == ':' || c == '\\') ? std::string("\\") + c
                                                             : std::string(1, c);
    }
  }
  return out;
}

std::string action_of(const Option& option, const std::string& program) {
  if (option.takes_template()) {
    return "_" + program + "_templates";
  }
  if (!option.choices.empty()) {
    return "(" + joined(option.choices, " ") + ")";
  }
  return option.takes_file() ? "_files" : "";
}

// '(-t --template)'{-t,--template}'[Template]:TEXT:_files'
std::string line_of(const Option& option, const std::string& program) {
  std::string out = option.repeated ? "'*'" : "'(" + joined(option.names, " ") + ")'";
  out += option.names.size() > 1 ? "{" + joined(option.names, ",") + "}" : option.names.front();
  out += "'[" + escaped(option.about) + "]";
  if (!option.value.empty()) {
    out += ":" + escaped(option.value) + ":" + action_of(option, program);
  }
  return out + "'";
}

std::string function_of(const Command& command) {
  std::string name = "_" + command.path;
  std::ranges::replace(name, ' ', '_');
  return name;
}

std::string function_for(const Command& command, const std::string& program) {
  std::string out = function_of(command) + "() {\n";
  std::string arguments = "  _arguments -C";
  for (const Option& option : command.options) {
    arguments += " \\\n    " + line_of(option, program);
  }
  for (const Option& option : command.positionals) {
    arguments += " \\\n    '" + std::string(option.repeated ? "*" : "") + ":" +
                 escaped(option.names.front()) + ":" + action_of(option, program) + "'";
  }
  if (command.commands.empty()) {
    return out + arguments + "\n}\n";
  }
  out += "  local context state state_descr line\n  typeset -A opt_args\n" + arguments +
         " \\\n    '1: :->command' '*:: :->argument'\n  case $state in\n  command)\n"
         "    local -a commands=(";
  for (const Command& below : command.commands) {
    out += "\n      '" + below.name() + ":" + escaped(below.about) + "'";
  }
  out += ")\n    _describe command commands ;;\n  argument)\n    case $words[1] in\n";
  for (const Command& below : command.commands) {
    out += "    " + below.name() + ") " + function_of(below) + " ;;\n";
  }
  return out + "    esac ;;\n  esac\n}\n";
}

}  // namespace

std::string zsh_completion(const Command& program) {
  const std::string name = program.path;
  std::string out = "#compdef " + name + "\n# zsh completion of " + name +
                    ", written by deploy/manual.\n_" + name +
                    "_templates() {\n  local -a ids=(${(f)\"$(" + kListTemplates +
                    ")\"})\n  _describe template ids\n  _files\n}\n";
  for (const Command* command : all_of(program)) {
    out += function_for(*command, name);
  }
  return out + "_" + name + " \"$@\"\n";
}

}  // namespace certpress::manual
