// Names and versions of libraries, as each stage tells them of those it uses.
#pragma once

#include <map>
#include <string>

namespace certpress {

using LibraryVersions = std::map<std::string, std::string>;

}  // namespace certpress
