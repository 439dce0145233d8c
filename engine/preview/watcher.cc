#include "watcher.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace certpress::preview {

namespace {

// An editor that saves in several steps (write, rename, touch) does so within this time, and a
// person does not see it.
constexpr int kQuietMs = 5;

int checked(int result, const char* what) {
  if (result < 0) {
    throw std::system_error(errno, std::generic_category(), what);
  }
  return result;
}

}  // namespace

Watcher::Watcher()
    : inotify_(checked(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK), "inotify_init1")),
      wake_(checked(::eventfd(0, EFD_CLOEXEC), "eventfd")) {}

void Watcher::watch(const std::set<std::filesystem::path>& folders) {
  for (const std::filesystem::path& folder : folders) {
    constexpr std::uint32_t kSaved = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    if (!watched_.contains(folder) &&
        ::inotify_add_watch(inotify_.get(), folder.c_str(), kSaved) >= 0) {
      watched_.insert(folder);
    }
  }
}

bool Watcher::wait() {
  bool saved = false;
  while (true) {
    std::array<pollfd, 2> waiting{{{inotify_.get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), waiting.size(), saved ? kQuietMs : -1);
    if (ready == 0) {
      return true;
    }
    if (ready < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "poll");
    }
    if (waiting[1].revents != 0) {
      return false;
    }
    std::array<std::byte, 4096> events{};
    while (::read(inotify_.get(), events.data(), events.size()) > 0) {
      saved = true;
    }
  }
}

void Watcher::wake() {
  const std::uint64_t one = 1;
  // Cannot fail: the counter is far from its end.
  [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

}  // namespace certpress::preview
