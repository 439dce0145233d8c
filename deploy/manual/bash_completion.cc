#include <fmt/format.h>

#include "completions.h"

namespace certpress::manual {

namespace {

// "batch report" of "certpress batch report": how the script calls where it is.
std::string place_of(const Command& command, const Command& program) {
  return command.path == program.path ? "" : command.path.substr(program.path.size() + 1);
}

}  // namespace

std::string bash_completion(const Command& program) {
  const std::string name = program.path;
  std::string places;
  std::string values;
  std::string words;
  for (const Command* command : all_of(program)) {
    const std::string place = place_of(*command, program);
    std::vector<std::string> offered;
    for (const Command& below : command->commands) {
      offered.push_back(below.name());
      places += (places.empty() ? "" : "|") + ("'" + place_of(below, program) + "'");
    }
    for (const Option& option : command->options) {
      offered.insert(offered.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) {
        continue;
      }
      std::vector<std::string> cases;
      for (const std::string& one : option.names) {
        cases.push_back(fmt::format("'{}:{}'", place, one));
      }
      values += "    " + joined(cases, "|") + ") ";
      values += option.takes_template()   ? "words=$(" + std::string(kListTemplates) + ")"
                : !option.choices.empty() ? "words='" + joined(option.choices, " ") + "'"
                                          : ":";
      values += " ;;\n";
    }
    std::string asked;
    for (const Option& option : command->positionals) {
      if (option.takes_template()) {
        asked = " $(" + std::string(kListTemplates) + ")";
      }
    }
    words += fmt::format("    '{}') words=\"{}{}\" ;;\n", place, joined(offered, " "), asked);
  }
  return "# bash completion of " + name +
         R"(, written by deploy/manual. What is no word of it is completed as a file.
_)" + name +
         R"(() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} place= words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${place:+$place }${COMP_WORDS[i]}" in
    )" + (places.empty() ? "''" : places) +
         R"() place="${place:+$place }${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place:$before" in
)" + values +
         R"(  *)
    case "$place" in
)" + words +
         R"(    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _)" +
         name + " " + name + "\n";
}

}  // namespace certpress::manual
