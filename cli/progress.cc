#include "progress.h"

#include <cmath>
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

RateMeter::RateMeter(Language language)
    : language_(language), is_bar_(is_terminal(STDERR_FILENO)) {}

void RateMeter::show(std::int64_t done, std::int64_t refused, std::int64_t total) {
  const auto now = Clock::now();
  const std::chrono::duration<double> since_last = now - last_;
  if (total == 0 || since_last.count() < (is_bar_ ? 0.1 : 10.0)) {
    return;
  }
  last_ = now;
  const std::chrono::duration<double> passed = now - start_;
  const double rate = static_cast<double>(done) / passed.count();
  const auto left = std::llround(static_cast<double>(total - done) / rate);
  const bool zh = language_ == Language::kChinese;
  const std::string text =
      fmt::format(fmt::runtime(zh ? "{}/{} 行，拒绝 {} 行，每秒 {:.0f} 行，剩余 {}:{:02}:{:02}"
                                  : "{}/{} rows, {} refused, {:.0f} a second, {}:{:02}:{:02} left"),
                  done, total, refused, rate, left / 3600, left / 60 % 60, left % 60);
  if (!is_bar_) {
    std::cerr << text << '\n';
    return;
  }
  constexpr std::int64_t kWidth = 24;
  const auto filled = static_cast<std::size_t>(kWidth * done / total);
  std::cerr << fmt::format("\r\033[K[{}{}] {}", std::string(filled, '#'),
                           std::string(static_cast<std::size_t>(kWidth) - filled, '.'), text)
            << std::flush;
}

void RateMeter::clear() const {
  if (is_bar_) {
    std::cerr << "\r\033[K" << std::flush;
  }
}

}  // namespace certpress::cli
