// A command as a manual page, in the macros of man(7).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "certpress/diagnostic.h"

#include "outline.h"

namespace certpress::manual {

struct PageText {
  std::string date;     // of the page's foot: "2024-03-01"
  std::string version;  // "certpress 0.1.0"
  char section = '1';
  Language language = Language::kEnglish;
  std::vector<std::pair<std::string, std::string>> environment{};  // variables, and what they say
  std::vector<std::string> see_also{};                             // "certpress(1)"
};

// The commands below it are told on the page, or named when they have pages of their own.
enum class Below { kTold, kNamed };

std::string man_page(const Command& command, Below below, const PageText& text);

// "certpress-batch" of "certpress batch".
std::string page_name(const Command& command);

}  // namespace certpress::manual
