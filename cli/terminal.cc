#include "terminal.h"

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace certpress::cli {

namespace {

Language from_name(std::string_view name) {
  return name.starts_with("zh") ? Language::kChinese : Language::kEnglish;
}

// Every character that a certificate's tables show beyond ASCII and Latin-1 is two columns wide.
int columns_of(const std::string& text) {
  int columns = 0;
  for (const char unit : text) {
    const auto byte = static_cast<unsigned char>(unit);
    const bool lead = (byte & 0xC0U) != 0x80U;
    columns += lead ? (byte >= 0xE0 ? 2 : 1) : 0;
  }
  return columns;
}

}  // namespace

Language language_of(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument(argv[i]);
    if (argument == "--lang" && i + 1 < argc) {
      return from_name(argv[i + 1]);
    }
    if (argument.starts_with("--lang=")) {
      return from_name(argument.substr(7));
    }
  }
  // The order that POSIX gives the variables of a locale (XBD 8.2).
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return from_name(value);
    }
  }
  return Language::kEnglish;
}

void print(const std::vector<Diagnostic>& diagnostics, Language language) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << to_text(diagnostic, language);
  }
}

void print_error(const Message& message, Language language) {
  std::cerr << "certpress: " << message.in(language) << '\n';
}

std::string padded(const std::string& text, int columns) {
  const int missing = columns - columns_of(text);
  return missing > 0 ? text + std::string(static_cast<std::size_t>(missing), ' ') : text;
}

}  // namespace certpress::cli
