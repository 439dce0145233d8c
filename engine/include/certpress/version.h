// The version of certpress and of the libraries that decide how a certificate looks.
#pragma once

#include <map>
#include <string>

namespace certpress {

std::string version();  // "0.1.0"

// By name, as found at run time: cairo, harfbuzz, freetype, pango, …
std::map<std::string, std::string> library_versions();

}  // namespace certpress
