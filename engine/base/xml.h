// Text inside XML.
#pragma once

#include <string>
#include <string_view>

namespace certpress {

// For elements and for attributes in double quotes. A control character that XML 1.0 does not know
// (2.2) becomes a question mark.
std::string xml_escaped(std::string_view utf8);

}  // namespace certpress
