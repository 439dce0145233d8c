#include "demo_authority.h"

#include "certpress/demo.h"

#include "image.h"

namespace certpress::tests {

std::filesystem::path make_demo_authority(const std::filesystem::path& folder, std::time_t time,
                                          const std::string& url) {
  namespace fs = std::filesystem;
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const DemoFile& file : make_demo_keys({time, url})) {
    write_file((folder / file.name).string(), file.content);
    if (file.is_private) {
      fs::permissions(folder / file.name, fs::perms::owner_read | fs::perms::owner_write);
    }
  }
  return folder;
}

}  // namespace certpress::tests
