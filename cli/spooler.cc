#include "spooler.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminal.h"

extern char** environ;

namespace certpress::cli {

namespace {

std::string media(const PaperSize& page) {
  for (const char* name : {"A3", "A4", "A5", "A6"}) {
    const auto known = paper_named(name);
    if (known->width_mm == page.width_mm && known->height_mm == page.height_mm) {
      return name;
    }
  }
  return fmt::format("Custom.{:g}x{:g}mm", page.width_mm, page.height_mm);
}

// PWG 5100.3 names trays tray-1, tray-2 ...; whatever else the profile says is the printer's word.
std::string media_source(const std::string& tray) {
  const bool number =
      std::ranges::all_of(tray, [](unsigned char c) { return std::isdigit(c) != 0; });
  return number ? "tray-" + tray : tray;
}

const char* sides(Duplex duplex) {
  return duplex == Duplex::kNone       ? "one-sided"
         : duplex == Duplex::kLongEdge ? "two-sided-long-edge"
                                       : "two-sided-short-edge";
}

std::vector<std::string> command(const PrinterProfile& profile, int copies, Duplex duplex) {
  std::vector<std::string> out{"lp",        "-d", profile.printer,       "-t",
                               "certpress", "-n", std::to_string(copies)};
  std::vector<std::string> options{"print-scaling=none",
                                   "fit-to-page=false",
                                   "number-up=1",
                                   "orientation-requested=3",
                                   "media=" + media(profile.page),
                                   "media-source=" + media_source(profile.tray),
                                   std::string("sides=") + sides(duplex)};
  options.insert(options.end(), profile.lp_options.begin(), profile.lp_options.end());
  for (std::string& option : options) {
    out.insert(out.end(), {"-o", std::move(option)});
  }
  return out;
}

// The bytes as a file that has no name: lp reads it as its standard input, at its own pace.
class UnnamedFile {
 public:
  explicit UnnamedFile(const std::string& bytes) : file_(::memfd_create("certpress", MFD_CLOEXEC)) {
    std::size_t done = 0;
    while (file_ >= 0 && done < bytes.size()) {
      const ssize_t written = ::write(file_, bytes.data() + done, bytes.size() - done);
      if (written < 0 && errno != EINTR) {
        break;
      }
      done += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    if (done < bytes.size() || file_ < 0 || ::lseek(file_, 0, SEEK_SET) != 0) {
      const std::string reason = std::generic_category().message(errno);
      ::close(file_);
      throw Failure({"cannot hand the PDF to lp: " + reason, "无法将 PDF 交给 lp：" + reason});
    }
  }
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;
  ~UnnamedFile() { ::close(file_); }

  [[nodiscard]] int descriptor() const { return file_; }

 private:
  int file_;
};

int run(std::vector<std::string> words, int input) {
  std::vector<char*> arguments;
  std::ranges::transform(words, std::back_inserter(arguments),
                         [](std::string& word) { return word.data(); });
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw Failure(
        {"there is no lp here: printing needs CUPS (Debian: cups-client); the PDF can be "
         "made with certpress render --printer and sent from where the printer is",
         "本机没有 lp：打印需要 CUPS（Debian：cups-client）；也可用 certpress render "
         "--printer 生成 PDF，再到连接打印机的机器上发送"});
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

void send_to_printer(const std::string& pdf, const PrinterProfile& profile, int copies,
                     Duplex duplex) {
  const UnnamedFile file(pdf);
  const int code = run(command(profile, copies, duplex), file.descriptor());
  if (code != 0) {
    throw Failure(
        {fmt::format("lp did not take the job for the queue '{}' (exit code {})", profile.printer,
                     code),
         fmt::format("lp 未接受发往队列 '{}' 的任务（退出码 {}）", profile.printer, code)});
  }
}

}  // namespace certpress::cli
