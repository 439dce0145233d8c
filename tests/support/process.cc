#include "process.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "places.h"

namespace certpress::tests {

namespace {

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("pipe");
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(std::size_t end) {
    if (ends.at(end) >= 0) {
      ::close(ends.at(end));
      ends.at(end) = -1;
    }
  }
};

[[noreturn]] void become(const std::vector<std::string>& command, const RunOptions& options,
                         const Pipe& in, const Pipe& out, const Pipe& err) {
  ::dup2(in.ends[0], STDIN_FILENO);
  ::dup2(out.ends[1], STDOUT_FILENO);
  ::dup2(err.ends[1], STDERR_FILENO);
  // Nothing is kept in the home of whoever runs the tests.
  ::setenv("CERTPRESS_CACHE", CERTPRESS_BUILD_DIR "/tests-out/cache", 1);
  for (const auto& [name, value] : options.environment) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

// Feeds and drains all three streams at once, so that neither side can block the other for ever.
void exchange(Pipe& in, Pipe& out, Pipe& err, const std::string& input, Finished& result,
              double timeout, pid_t child) {
  const auto start = std::chrono::steady_clock::now();
  std::size_t fed = 0;
  ::fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
  if (input.empty()) {
    in.close_end(1);
  }
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    std::array<pollfd, 3> waiting{
        {{in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    ::poll(waiting.data(), waiting.size(), 200);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    if (passed.count() > timeout) {
      ::kill(child, SIGKILL);
    }
    if (waiting[0].revents != 0) {
      const ssize_t n = ::write(in.ends[1], input.data() + fed, input.size() - fed);
      fed += n > 0 ? static_cast<std::size_t>(n) : 0;
      if (n <= 0 || fed == input.size()) {
        in.close_end(1);
      }
    }
    const auto drain = [](Pipe& from, const pollfd& state, std::string& into) {
      if (state.revents == 0) {
        return;
      }
      std::array<char, 65536> block;
      const ssize_t n = ::read(from.ends[0], block.data(), block.size());
      if (n > 0) {
        into.append(block.data(), static_cast<std::size_t>(n));
      } else {
        from.close_end(0);
      }
    };
    drain(out, waiting[1], result.out);
    drain(err, waiting[2], result.err);
  }
}

}  // namespace

Finished run(const std::vector<std::string>& command, const RunOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe in;
  Pipe out;
  Pipe err;
  const pid_t child = ::fork();
  if (child == 0) {
    become(command, options, in, out, err);
  }
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  Finished result;
  exchange(in, out, err, options.input, result, options.timeout_seconds, child);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  result.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  result.peak_kib = usage.ru_maxrss;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string certpress_program() { return CERTPRESS_PROGRAM; }

Finished certpress(std::vector<std::string> arguments, const RunOptions& options) {
  arguments.insert(arguments.begin(), CERTPRESS_PROGRAM);
  return run(arguments, options);
}

}  // namespace certpress::tests
