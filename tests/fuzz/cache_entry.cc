// A file in the cache's folder that was cut off, overwritten or altered: a miss, or an entry of
// which put() makes that very file. The bytes say what is done to a good file.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

#include "certpress/cache.h"

#include "fuzz_target.h"
#include "input.h"

namespace certpress::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKey = "page-0";
const std::string kEntry(300, 'x');

// A folder in memory, gone when the process ends.
class Folder {
 public:
  Folder() : path_("/dev/shm/certpress-fuzz-" + std::to_string(::getpid())) {}
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string file_of(const FolderCache& cache, std::string_view entry) {
  cache.put(kKey, {reinterpret_cast<const std::uint8_t*>(entry.data()), entry.size()});
  std::ifstream in(cache.folder() / "page-0.certpress", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string altered(std::string file, Input input) {
  if (input.below(2) != 0) {
    return std::string(input.rest());
  }
  while (!input.empty()) {
    const std::size_t at = input.below(file.size() + 1);
    file.resize(at);
    file += input.byte() % 2 == 0 ? kEntry : std::string(1, static_cast<char>(input.byte()));
  }
  return file;
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(cache_entry) {
  using namespace certpress;
  using namespace certpress::fuzz;
  static const Folder folder;
  static const FolderCache cache(folder.path());
  static const std::string good = file_of(cache, kEntry);
  const std::string file = altered(good, Input(bytes));
  std::ofstream(folder.path() / "page-0.certpress", std::ios::binary) << file;
  const auto entry = cache.get(kKey);
  require(entry.has_value() || file != good, "the whole file is an entry");
  require(!entry || file_of(cache, std::string(entry->text())) == file, "an entry is what was put");
}
