#include "output.h"

#include <utility>

#include <fcntl.h>
#include <fmt/format.h>

namespace certpress::batch {

namespace fs = std::filesystem;

Output::Output(fs::path folder, Shard shard)
    : folder_(std::move(folder)),
      parts_(folder_ / (shard.count == 1
                            ? std::string(".unfinished")
                            : fmt::format(".unfinished.{}-of-{}", shard.index, shard.count))),
      folder_file_(folder_, O_RDONLY | O_DIRECTORY) {
  fs::remove_all(parts_);
  fs::create_directory(parts_);
}

Output::~Output() {
  std::error_code ignored;  // the next run empties it
  fs::remove_all(parts_, ignored);
}

Output::Pending Output::write(int row, std::string name, std::string_view bytes) const {
  const File part(parts_ / std::to_string(row), O_WRONLY | O_CREAT | O_TRUNC);
  part.write(bytes);
  return {part.path(), std::move(name)};
}

void Output::finish(const std::vector<Pending>& files) const {
  if (files.empty()) {
    return;
  }
  folder_file_.sync_file_system();
  for (const Pending& pending : files) {
    fs::rename(pending.part, folder_ / pending.name);
  }
  folder_file_.sync();
}

}  // namespace certpress::batch
