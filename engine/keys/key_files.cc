#include "key_files.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file_descriptor.h"
#include "../pki/openssl.h"

namespace certpress {

namespace keys {

namespace {

constexpr std::size_t kMaxFile = std::size_t{1} << 20U;
constexpr std::size_t kMaxSecretLine = 1024;

[[noreturn]] void refuse_unreadable(const std::string& what, int error) {
  const std::string reason = std::generic_category().message(error);
  refuse("key/unreadable", {fmt::format("cannot read {}: {}", what, reason),
                            fmt::format("无法读取 {}：{}", what, reason)});
}

// One byte at a time: what follows the line may be somebody else's, and no buffer keeps the secret.
Secret first_line(int descriptor, const std::string& what) {
  std::string line;
  line.reserve(kMaxSecretLine);  // so that no shorter copy stays behind
  char c = 0;
  ssize_t got = 0;
  while (line.size() < kMaxSecretLine) {
    got = ::read(descriptor, &c, 1);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0 || c == '\n') {
      break;
    }
    line += c;
  }
  Secret secret(std::move(line));
  if (got < 0) {
    refuse("key/secret-unreadable", {fmt::format("cannot read the secret from {}", what),
                                     fmt::format("无法从 {} 读取口令", what)});
  }
  return secret;
}

FileDescriptor open_file(const std::filesystem::path& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (number < 0) {
    refuse_unreadable(path.string(), errno);
  }
  return FileDescriptor(number);
}

struct stat status_of(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    refuse_unreadable(path.string(), S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
  }
  if (static_cast<std::uint64_t>(status.st_size) > kMaxFile) {
    refuse_unreadable(path.string(), EFBIG);
  }
  return status;
}

void check_private(const struct stat& status, const std::filesystem::path& path) {
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    refuse(
        "key/exposed",
        {fmt::format("{} may be read or changed by others than its owner", path.string()),
         fmt::format("{} 可被所有者以外的用户读取或修改", path.string())},
        {fmt::format("chmod 600 {}", path.string()), fmt::format("chmod 600 {}", path.string())});
  }
}

std::string content_of(const FileDescriptor& file, std::size_t size,
                       const std::filesystem::path& path) {
  std::string content(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(file.get(), content.data() + done, size - done);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      OPENSSL_cleanse(content.data(), content.size());
      refuse_unreadable(path.string(), got < 0 ? errno : EIO);
    }
    done += static_cast<std::size_t>(got);
  }
  return content;
}

}  // namespace

void refuse(std::string code, Message message, Message hint) {
  throw Refused(
      Diagnostic{Severity::kError, std::move(code), {}, std::move(message), std::move(hint)});
}

Secret read_private_file(const std::filesystem::path& path) {
  const FileDescriptor file = open_file(path);
  const struct stat status = status_of(file, path);
  check_private(status, path);
  return Secret(content_of(file, static_cast<std::size_t>(status.st_size), path));
}

std::string read_public_file(const std::filesystem::path& path) {
  const FileDescriptor file = open_file(path);
  const struct stat status = status_of(file, path);
  return content_of(file, static_cast<std::size_t>(status.st_size), path);
}

}  // namespace keys

// Copied and not moved: a short string is not moved either, and would stay behind.
Secret::Secret(std::string text) : text_(text) { OPENSSL_cleanse(text.data(), text.size()); }

Secret::Secret(Secret&& other) noexcept { *this = std::move(other); }

Secret& Secret::operator=(Secret&& other) noexcept {
  // What is left in `other` is wiped with it.
  std::swap(text_, other.text_);
  return *this;
}

Secret::~Secret() { OPENSSL_cleanse(text_.data(), text_.capacity()); }

Secret read_secret(const SecretSource& source) {
  struct Reader {
    Secret operator()(const NoSecret& /*none*/) const { return {}; }
    Secret operator()(const SecretFile& file) const {
      const FileDescriptor descriptor = keys::open_file(file.path);
      keys::check_private(keys::status_of(descriptor, file.path), file.path);
      return keys::first_line(descriptor.get(), file.path.string());
    }
    Secret operator()(const SecretVariable& variable) const {
      const char* value = std::getenv(variable.name.c_str());
      if (value == nullptr) {
        keys::refuse("key/secret-unreadable",
                     {fmt::format("the environment variable {} is not set", variable.name),
                      fmt::format("未设置环境变量 {}", variable.name)});
      }
      return Secret(value);
    }
    Secret operator()(const SecretDescriptor& descriptor) const {
      const FileDescriptor owner(descriptor.number);
      return keys::first_line(owner.get(), fmt::format("descriptor {}", descriptor.number));
    }
  };
  return std::visit(Reader{}, source);
}

}  // namespace certpress
