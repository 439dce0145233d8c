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
                            : fmt::format(".unfinished.{}-of-{}", shard.index, shard.count))) {
  fs::remove_all(parts_);
  fs::create_directory(parts_);
}

Output::~Output() {
  std::error_code ignored;  // the next run empties it
  fs::remove_all(parts_, ignored);
}

Output::Pending Output::write(int row, std::string name, std::string_view bytes) const {
  Pending out{File(parts_ / std::to_string(row), O_WRONLY | O_CREAT | O_TRUNC), std::move(name)};
  out.file.write(bytes);
  // The disk begins at once, so that finish() waits less.
  ::sync_file_range(out.file.get(), 0, 0, SYNC_FILE_RANGE_WRITE);
  return out;
}

void Output::finish(const std::vector<Pending>& files) const {
  for (const Pending& pending : files) {
    pending.file.sync();
  }
  for (const Pending& pending : files) {
    fs::rename(pending.file.path(), folder_ / pending.name);
  }
  sync_folder(folder_);
}

}  // namespace certpress::batch
