#include "certpress/diagnostic.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "utf8.h"

namespace certpress {

namespace {

// Columns of a terminal: ideographs and full-width forms take two.
int display_width(char32_t character) {
  const bool wide = (character >= 0x1100 && character <= 0x115F) ||
                    (character >= 0x2E80 && character <= 0xA4CF) ||
                    (character >= 0xAC00 && character <= 0xD7A3) ||
                    (character >= 0xF900 && character <= 0xFAFF) ||
                    (character >= 0xFE30 && character <= 0xFE6F) ||
                    (character >= 0xFF00 && character <= 0xFF60) ||
                    (character >= 0xFFE0 && character <= 0xFFE6) ||
                    (character >= 0x20000 && character <= 0x3FFFD);
  return wide ? 2 : 1;
}

// A source line as it is safe and short enough to show, and where its caret goes.
struct Excerpt {
  std::string text;
  int caret = 0;
};

Excerpt excerpt(const Place& place, const std::u32string& line) {
  constexpr std::size_t kMaxShown = 100;
  Excerpt out;
  const auto target = static_cast<std::size_t>(std::max(place.column - 1, 0));
  const std::size_t first = target > kMaxShown - 20 ? target - (kMaxShown - 20) : 0;
  for (std::size_t i = first; i < line.size() && i < first + kMaxShown; ++i) {
    const char32_t character = line[i] == U'\t' ? U' ' : line[i] < 0x20 ? U'?' : line[i];
    if (i < target) {
      out.caret += display_width(character);
    }
    append_utf8(out.text, character);
  }
  return out;
}

std::string location(const Place& place) {
  std::string out = place.file;
  if (place.row > 0) {
    out += fmt::format(":row {}", place.row);
  }
  if (place.line > 0) {
    out += fmt::format(":{}", place.line);
    if (place.column > 0) {
      out += fmt::format(":{}", place.column);
    }
  }
  if (!place.pointer.empty()) {
    out += "#" + place.pointer;
  }
  return out.empty() ? out : out + ": ";
}

std::string_view severity_word(Severity severity, Language language) {
  const bool zh = language == Language::kChinese;
  switch (severity) {
    case Severity::kError:
      return zh ? "错误" : "error";
    case Severity::kWarning:
      return zh ? "警告" : "warning";
    case Severity::kNote:
      return zh ? "提示" : "note";
  }
  return {};
}

std::string subject(const Place& place, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out;
  if (!place.element.empty()) {
    out += zh ? "元素 " + place.element : "element " + place.element;
  }
  if (!place.field.empty()) {
    out += out.empty() ? "" : (zh ? "，" : ", ");
    out += zh ? "字段 " + place.field : "field " + place.field;
  }
  return out.empty() ? out : out + (zh ? "：" : ": ");
}

}  // namespace

Refused::Refused(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  const auto first = std::ranges::find(diagnostics_, Severity::kError, &Diagnostic::severity);
  what_ = first != diagnostics_.end() ? to_text(*first, Language::kEnglish) : "refused";
}

Refused::Refused(Diagnostic diagnostic) : Refused(std::vector<Diagnostic>{std::move(diagnostic)}) {}

const char* Refused::what() const noexcept { return what_.c_str(); }

std::string to_text(const Diagnostic& diagnostic, Language language) {
  const Place& place = diagnostic.place;
  std::string out = fmt::format(
      "{}{}: {}{} [{}]\n", location(place), severity_word(diagnostic.severity, language),
      subject(place, language), diagnostic.message.in(language), diagnostic.code);
  if (!place.source_line.empty() && place.line > 0) {
    const Excerpt shown = excerpt(place, to_utf32(place.source_line));
    out += fmt::format("{:5} | {}\n", place.line, shown.text);
    out += fmt::format("      | {}^\n", std::string(static_cast<std::size_t>(shown.caret), ' '));
  }
  if (!diagnostic.hint.empty()) {
    out += fmt::format("  {}: {}\n", language == Language::kChinese ? "建议" : "hint",
                       diagnostic.hint.in(language));
  }
  return out;
}

}  // namespace certpress
