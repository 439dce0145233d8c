// Letters in either case, as HTTP compares its names (RFC 9110, 5.1): ASCII's alone, whatever the
// locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace certpress::service {

constexpr char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lowered(c); });
  return out;
}

inline bool is_same_in_any_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lowered(x) == lowered(y); });
}

inline bool begins_in_any_case(std::string_view text, std::string_view with) {
  return is_same_in_any_case(text.substr(0, with.size()), with);
}

}  // namespace certpress::service
