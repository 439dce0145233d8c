// Where templates and fonts are when no setting says so.
#pragma once

#include <filesystem>

namespace certpress::service {

// ../share/certpress beside the program, which in a build leads to the source tree.
std::filesystem::path default_home();

}  // namespace certpress::service
