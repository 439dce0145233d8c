#include "progress.h"

#include <iostream>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

namespace certpress::cli {

bool is_terminal(int file) { return ::isatty(file) == 1; }

void show_progress(std::size_t done, std::size_t total) {
  if (!is_terminal(STDERR_FILENO) || total == 0) {
    return;
  }
  constexpr std::size_t kWidth = 40;
  const std::size_t filled = kWidth * done / total;
  std::cerr << (done == total ? std::string("\r\033[K")
                              : fmt::format("\r[{}{}] {}/{}", std::string(filled, '#'),
                                            std::string(kWidth - filled, '.'), done, total))
            << std::flush;
}

}  // namespace certpress::cli
