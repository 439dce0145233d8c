#include "message.h"

#include "letter_case.h"

namespace certpress::service {

std::optional<std::string> Request::header(std::string_view name) const {
  std::optional<std::string> found;
  for (const Header& header : headers) {
    if (is_same_in_any_case(header.name, name)) {
      // RFC 9110, 5.3: several lines of one name are one list.
      found = found ? *found + ", " + header.value : header.value;
    }
  }
  return found;
}

}  // namespace certpress::service
