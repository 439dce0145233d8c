#include "man_page.h"

#include <algorithm>
#include <cctype>

namespace certpress::manual {

namespace {

// Nothing in a text is taken for a request, an escape or a hyphen.
std::string literal_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += "\\&";
    }
    out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + literal_text(text) + "\\fR"; }
std::string slanted(std::string_view text) { return "\\fI" + literal_text(text) + "\\fR"; }

class Page {
 public:
  explicit Page(const PageText& text) : text_(text) {}

  [[nodiscard]] const char* say(const char* en, const char* zh) const {
    return text_.language == Language::kChinese ? zh : en;
  }

  void line(const std::string& text) { out_ += text + '\n'; }
  void section(const std::string& title) { line(".SH " + title); }
  void paragraph(const std::string& text) { line(".PP\n" + literal_text(text)); }
  void entry(const std::string& term, const std::string& about) {
    line(".TP\n" + term + '\n' + about);
  }

  void synopsis(const Command& command) {
    std::string out = ".PP\n" + bold(command.path);
    out += " [" + slanted(say("OPTION", "选项")) + "...]";
    for (const Option& option : command.options) {
      if (option.required) {
        out += " " + bold(option.names.back()) + " " + slanted(option.value);
      }
    }
    for (const Option& option : command.positionals) {
      const std::string name = slanted(option.names.front()) + (option.repeated ? "..." : "");
      out += option.required ? " " + name : " [" + name + "]";
    }
    if (!command.commands.empty()) {
      const std::string one = slanted(say("COMMAND", "命令")) + " ...";
      out += command.needs_command ? " " + one : " [" + one + "]";
    }
    line(out);
  }

  void options_of(const Command& command) {
    for (const Option& option : command.positionals) {
      entry(slanted(option.names.front()), about(option));
    }
    std::string group;
    for (const Option& option : command.options) {
      if (option.group != group) {
        group = option.group;
        line(".PP\n" + literal_text(group) + (group.ends_with(':') ? "" : ":"));
      }
      std::string term;
      for (const std::string& name : option.names) {
        term += (term.empty() ? "" : ", ") + bold(name);
      }
      entry(term + (option.value.empty() ? "" : " " + slanted(option.value)), about(option));
    }
  }

  void literal(const std::vector<std::string>& lines) {
    line(".PP\n.nf");
    for (const std::string& text : lines) {
      line(literal_text(text));
    }
    line(".fi");
  }

  [[nodiscard]] const std::string& bytes() const { return out_; }

 private:
  [[nodiscard]] std::string about(const Option& option) const {
    std::string out = literal_text(option.about);
    if (!option.choices.empty()) {
      out += "\n.br\n" + std::string(say("One of ", "取值："));
      for (const std::string& choice : option.choices) {
        out += (choice == option.choices.front() ? "" : ", ") + bold(choice);
      }
    }
    return out;
  }

  const PageText& text_;
  std::string out_;
};

void tell_below(Page& page, const Command& command) {
  for (const Command* below : all_of(command)) {
    if (below == &command) {
      continue;
    }
    page.line(".SS " + literal_text(below->path));
    page.paragraph(below->about);
    page.synopsis(*below);
    page.options_of(*below);
    for (const std::string& note : below->notes) {
      page.paragraph(note);
    }
    if (!below->examples.empty()) {
      page.paragraph(page.say("Examples:", "示例："));
      page.literal(below->examples);
    }
  }
}

}  // namespace

std::string page_name(const Command& command) {
  std::string name = command.path;
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string man_page(const Command& command, Below below, const PageText& text) {
  Page page(text);
  std::string title = page_name(command);
  std::ranges::transform(title, title.begin(), [](unsigned char c) { return std::toupper(c); });
  page.line(".\\\" Written by deploy/manual from the command line's own description.");
  page.line(".TH " + literal_text(title) + " " + text.section + " " + text.date + " \"" +
            text.version + "\" certpress");
  page.section(page.say("NAME", "名称"));
  page.line(literal_text(page_name(command)) + " \\- " + literal_text(command.about));
  page.section(page.say("SYNOPSIS", "概要"));
  page.synopsis(command);
  page.section(page.say("OPTIONS", "选项"));
  page.options_of(command);
  if (!command.commands.empty()) {
    page.section(page.say("COMMANDS", "命令"));
    if (below == Below::kTold) {
      tell_below(page, command);
    } else {
      for (const Command& one : command.commands) {
        page.entry(bold(page_name(one)) + "(" + text.section + ")", literal_text(one.about));
      }
    }
  }
  if (!command.notes.empty()) {
    page.section(page.say("NOTES", "说明"));
    page.literal(command.notes);
  }
  if (!text.environment.empty()) {
    page.section(page.say("ENVIRONMENT", "环境变量"));
    for (const auto& [name, about] : text.environment) {
      page.entry(bold(name), literal_text(about));
    }
  }
  if (!command.examples.empty()) {
    page.section(page.say("EXAMPLES", "示例"));
    page.literal(command.examples);
  }
  page.section(page.say("SEE ALSO", "另见"));
  std::string also;
  for (const std::string& other : text.see_also) {
    also += (also.empty() ? "" : ", ") + literal_text(other);
  }
  page.line(also);
  return page.bytes();
}

}  // namespace certpress::manual
