// The version of certpress and of the libraries that decide how a certificate looks.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace certpress {

std::string version();  // "0.1.0"

// Name and version of each, as found at run time: cairo, harfbuzz, freetype, pango, …
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace certpress
