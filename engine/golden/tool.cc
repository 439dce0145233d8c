#include "tool.h"

#include <array>
#include <cerrno>
#include <stdexcept>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/file_descriptor.h"

extern char** environ;

namespace certpress::golden {

namespace {

// A file in memory. Nothing is left over, and neither side can wait for the other as with pipes.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : file_(::memfd_create(name, MFD_CLOEXEC)) {
    if (!file_.is_open()) {
      throw std::runtime_error("memfd_create failed");
    }
  }

  [[nodiscard]] int get() const { return file_.get(); }

  void fill(const std::string& bytes) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t written = ::write(get(), bytes.data() + done, bytes.size() - done);
      if (written < 0 && errno != EINTR) {
        throw std::runtime_error("cannot write to memory");
      }
      done += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    ::lseek(get(), 0, SEEK_SET);
  }

  [[nodiscard]] std::string content() const {
    std::string out;
    std::array<char, 65536> block{};
    ::lseek(get(), 0, SEEK_SET);
    while (true) {
      const ssize_t n = ::read(get(), block.data(), block.size());
      if (n <= 0) {
        return out;
      }
      out.append(block.data(), static_cast<std::size_t>(n));
    }
  }

 private:
  FileDescriptor file_;
};

class FileActions {
 public:
  FileActions(int in, int out) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
  }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

std::string run_tool(const std::vector<std::string>& command, const std::string& input) {
  const MemoryFile in("in");
  const MemoryFile out("out");
  in.fill(input);
  const FileActions actions(in.get(), out.get());
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (::posix_spawnp(&child, arguments[0], actions.get(), nullptr, arguments.data(), environ) !=
      0) {
    throw std::runtime_error(command.front() + " cannot be run: install poppler-utils");
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(command.front() + " failed");
  }
  return out.content();
}

std::string text_of_pdf(const std::string& pdf) {
  return run_tool({"pdftotext", "-enc", "UTF-8", "-", "-"}, pdf);
}

}  // namespace certpress::golden
