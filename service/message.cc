#include "message.h"

#include <algorithm>

namespace certpress::service {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::optional<std::string> Request::header(std::string_view name) const {
  std::optional<std::string> found;
  for (const Header& header : headers) {
    if (std::ranges::equal(header.name, name, {}, lower, lower)) {
      // RFC 9110, 5.3: several lines of one name are one list.
      found = found ? *found + ", " + header.value : header.value;
    }
  }
  return found;
}

}  // namespace certpress::service
