#include "files.h"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "terminal.h"

namespace certpress::cli {

namespace {

namespace fs = std::filesystem;

// More than the engine accepts, so that it is the engine that refuses, yet never a whole disk.
constexpr std::size_t kMaxRead = 64U << 20U;

std::optional<std::string> read_up_to_limit(std::istream& in) {
  std::string content;
  std::string block(1U << 16U, '\0');
  while (in && content.size() < kMaxRead) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    content.append(block, 0, static_cast<std::size_t>(in.gcount()));
  }
  return in.bad() ? std::nullopt : std::optional(std::move(content));
}

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  return file ? read_up_to_limit(file) : std::nullopt;
}

std::string reason(int error) { return std::generic_category().message(error); }

[[noreturn]] void fail_to_write(const std::string& path, int error) {
  throw Failure(
      {"cannot write " + path + ": " + reason(error), "无法写入 " + path + "：" + reason(error)});
}

void write_all(int file, const std::string& bytes, const std::string& path) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = ::write(file, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno != EINTR) {
      fail_to_write(path, errno);
    }
    done += written > 0 ? static_cast<std::size_t>(written) : 0;
  }
}

// A file that disappears unless it is put in its place.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& target)
      : target_(target),
        name_(target + ".part-XXXXXX"),
        file_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (file_ < 0) {
      fail_to_write(target_, errno);
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (file_ >= 0) {
      ::close(file_);
    }
    if (!name_.empty()) {
      ::unlink(name_.c_str());
    }
  }

  void put_in_place(const std::string& bytes) {
    write_all(file_, bytes, target_);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const bool ready = ::fchmod(file_, 0666 & ~mask) == 0 && ::fsync(file_) == 0;
    if (!ready || ::close(std::exchange(file_, -1)) != 0 ||
        ::rename(name_.c_str(), target_.c_str()) != 0) {
      fail_to_write(target_, errno);
    }
    name_.clear();
  }

 private:
  std::string target_;
  std::string name_;
  int file_;
};

}  // namespace

std::string read_input(const std::string& path) {
  auto content = path == "-" ? read_up_to_limit(std::cin) : read_file(path);
  if (!content) {
    throw Failure({"cannot read " + path, "无法读取 " + path});
  }
  return std::move(*content);
}

RecordInput read_record(const std::string& path) {
  RecordInput input;
  input.name = path;
  input.json = read_input(path);
  const fs::path folder = path == "-" ? fs::path(".") : fs::path(path).parent_path();
  input.pictures = [folder](std::string_view name) -> std::optional<Bytes> {
    auto picture = read_file(folder / name);
    return picture ? std::optional(Bytes::from_string(std::move(*picture))) : std::nullopt;
  };
  return input;
}

void write_output(const std::string& path, const std::string& bytes) {
  if (path == "-") {
    write_all(STDOUT_FILENO, bytes, "standard output");
    return;
  }
  std::error_code error;
  if (fs::exists(path, error) && !fs::is_regular_file(path, error)) {
    // A device or a pipe cannot be replaced by renaming.
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) {
      fail_to_write(path, errno);
    }
    write_all(file, bytes, path);
    ::close(file);
    return;
  }
  TemporaryFile(path).put_in_place(bytes);
}

void write_new(const fs::path& path, const std::string& bytes, bool is_private) {
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, is_private ? 0600 : 0644);
  if (file < 0) {
    fail_to_write(path, errno);
  }
  write_all(file, bytes, path);
  if (::close(file) != 0) {
    fail_to_write(path, errno);
  }
}

}  // namespace certpress::cli
