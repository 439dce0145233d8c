// Where templates and fonts are when no setting says so.
#pragma once

#include <filesystem>

namespace certpress::service {

// ../share/certpress beside the program, else the source tree that it was built from.
std::filesystem::path default_home();

}  // namespace certpress::service
