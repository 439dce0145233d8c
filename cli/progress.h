// How far a long command is: a bar on a terminal; elsewhere nothing, or plain lines now and then.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "certpress/diagnostic.h"

namespace certpress::cli {

bool is_terminal(int file);

// Draws the bar anew on standard error; with `done` equal to `total` it is wiped out.
void show_progress(std::size_t done, std::size_t total);

// Rows a second and the time that is left: ten times a second on a terminal, every ten seconds
// elsewhere. Used from one thread at a time.
class RateMeter {
 public:
  explicit RateMeter(Language language);
  // `refused`: of those done.
  void show(std::int64_t done, std::int64_t refused, std::int64_t total);
  // Wipes the bar out.
  void clear() const;

 private:
  using Clock = std::chrono::steady_clock;

  Language language_;
  bool is_bar_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace certpress::cli
