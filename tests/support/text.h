// What tests look for in what was written.
#pragma once

#include <string_view>

namespace certpress::tests {

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace certpress::tests
