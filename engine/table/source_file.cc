#include "source_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/sha256.h"
#include "problem.h"

namespace certpress::table {

namespace {

constexpr std::size_t kBlock = 1U << 18U;

}  // namespace

SourceFile::SourceFile(const std::filesystem::path& path)
    : name_(path.string()), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat status {};
  if (file_.is_open() && ::fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
    return;
  }
  throw Refused(problem("table/unreadable", {name_},
                        {"the table cannot be read: it must be a file of this machine",
                         "无法读取表格：必须是本机上的文件"}));
}

std::string SourceFile::read(std::uint64_t offset, std::size_t length) const {
  std::string out(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const ssize_t n =
        ::pread(file_.get(), out.data() + done, length - done, static_cast<off_t>(offset + done));
    if (n < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), name_);
    }
    if (n == 0) {
      break;
    }
    done += n > 0 ? static_cast<std::size_t>(n) : 0;
  }
  out.resize(done);
  return out;
}

SourceFile::Survey SourceFile::survey() const {
  Sha256 hash;
  EncodingGuess guess;
  std::uint64_t offset = 0;
  while (true) {
    const std::string block = read(offset, kBlock);
    if (block.empty()) {
      break;
    }
    hash.add(block);
    guess.add(block);
    offset += block.size();
  }
  return {hash.hex(), guess.encoding(), guess.mark()};
}

}  // namespace certpress::table
