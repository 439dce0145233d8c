#include "completions.h"

namespace certpress::manual {

namespace {

std::string in_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return out + "'";
}

std::string line_of(const Option& option) {
  std::string out;
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (option.takes_template()) {
    out += " -r -a " + in_quotes("(" + std::string(kListTemplates) + ")");
  } else if (!option.choices.empty()) {
    out += " -x -a '" + joined(option.choices, " ") + "'";
  } else if (!option.value.empty()) {
    out += option.takes_file() ? " -r" : " -x";
  }
  return out + " -d " + in_quotes(option.about);
}

}  // namespace

std::string fish_completion(const Command& program) {
  const std::string name = program.path;
  std::string places;
  std::string lines;
  for (const Command* command : all_of(program)) {
    const std::string at =
        "complete -c " + name + " -n " + in_quotes("__" + name + "_is_at " + command->path);
    for (const Command& below : command->commands) {
      places += " " + in_quotes(below.path);
      lines += at + " -f -a " + below.name() + " -d " + in_quotes(below.about) + "\n";
    }
    for (const Option& option : command->options) {
      lines += at + line_of(option) + "\n";
    }
    for (const Option& option : command->positionals) {
      if (option.takes_template()) {
        lines += at + " -a " + in_quotes("(" + std::string(kListTemplates) + ")") + " -d " +
                 in_quotes(option.about) + "\n";
      }
    }
  }
  return "# fish completion of " + name + R"(, written by deploy/manual.
function __)" +
         name + R"(_is_at
    set -l words (commandline -opc)
    set -l place $words[1]
    for word in $words[2..-1]
        if contains -- "$place $word")" +
         places + R"(
            set place "$place $word"
        end
    end
    test (string replace -r '^.*/' '' -- $place) = "$argv"
end
)" + lines;
}

}  // namespace certpress::manual
