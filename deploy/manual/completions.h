// Completions of a command line for the three shells. Ids of templates are asked of certpress when
// they are wanted.
#pragma once

#include <string>

#include "outline.h"

namespace certpress::manual {

std::string bash_completion(const Command& program);
std::string zsh_completion(const Command& program);
std::string fish_completion(const Command& program);

// Prints the ids of the installed templates, for all three.
inline constexpr const char* kListTemplates =
    "certpress templates list 2>/dev/null | cut -d ' ' -f 1";

}  // namespace certpress::manual
