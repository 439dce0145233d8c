#include "home.h"

#include <system_error>

namespace certpress::service {

namespace fs = std::filesystem;

fs::path default_home() {
  std::error_code error;
  const fs::path installed =
      fs::read_symlink("/proc/self/exe", error).parent_path() / "../share/certpress";
  return fs::weakly_canonical(installed, error);
}

}  // namespace certpress::service
