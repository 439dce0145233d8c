#include "disk.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include "../base/sha256.h"

namespace certpress::batch {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

File::File(const std::filesystem::path& path, int flags)
    : path_(path), file_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
  if (!file_.is_open()) {
    fail(path_);
  }
}

void File::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::write(get(), bytes.data(), bytes.size());
    if (n < 0 && errno != EINTR) {
      fail(path_);
    }
    bytes.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 0);
  }
}

std::string File::read(std::uint64_t offset, std::size_t count) const {
  std::string out(count, '\0');
  for (std::size_t done = 0; done < count;) {
    const ssize_t n =
        ::pread(get(), out.data() + done, count - done, static_cast<off_t>(offset + done));
    if (n == 0 || (n < 0 && errno != EINTR)) {
      errno = n == 0 ? EIO : errno;
      fail(path_);
    }
    done += n > 0 ? static_cast<std::size_t>(n) : 0;
  }
  return out;
}

void File::sync() const {
  if (::fsync(get()) != 0) {
    fail(path_);
  }
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : ".";
}

void File::sync_file_system() const {
  if (::syncfs(get()) != 0) {
    fail(path_);
  }
}

void sync_folder(const std::filesystem::path& folder) {
  File(folder, O_RDONLY | O_DIRECTORY).sync();
}

std::string sha256_of_file(const std::filesystem::path& file) {
  const File in(file, O_RDONLY);
  Sha256 hash;
  std::string block(1U << 18U, '\0');
  while (true) {
    const ssize_t n = ::read(in.get(), block.data(), block.size());
    if (n < 0 && errno != EINTR) {
      fail(file);
    }
    if (n == 0) {
      return hash.hex();
    }
    hash.add(std::string_view(block).substr(0, n > 0 ? static_cast<std::size_t>(n) : 0));
  }
}

NewFile::NewFile(const std::filesystem::path& path)
    : path_(path), file_(path.string() + ".part", O_WRONLY | O_CREAT | O_TRUNC) {}

NewFile::~NewFile() {
  if (!in_place_) {
    ::unlink(file_.path().c_str());
  }
}

void NewFile::put_in_place() {
  file_.sync();
  std::filesystem::rename(file_.path(), path_);
  in_place_ = true;
  sync_folder(folder_of(path_));
}

}  // namespace certpress::batch
