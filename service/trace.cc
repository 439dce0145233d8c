#include "trace.h"

#include <algorithm>
#include <random>
#include <string_view>

namespace certpress::service {

namespace {

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

std::string random_hex(int digits) {
  static thread_local std::mt19937_64 generator{std::random_device{}()};
  std::string out;
  for (int i = 0; i < digits; ++i) {
    out += "0123456789abcdef"[generator() >> 60U];
  }
  return out;
}

std::string request_id(const std::optional<std::string>& sent) {
  constexpr std::size_t kLongest = 128;
  const bool harmless =
      sent && !sent->empty() && sent->size() <= kLongest && std::ranges::all_of(*sent, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
      });
  return harmless ? *sent : random_hex(32);
}

Trace continue_trace(const std::optional<std::string>& traceparent) {
  // version "-" trace-id "-" parent-id "-" trace-flags
  constexpr std::size_t kLength = 55;
  const std::string_view sent = traceparent ? std::string_view(*traceparent) : std::string_view();
  if (sent.size() >= kLength && sent[2] == '-' && sent[35] == '-' && sent[52] == '-') {
    const auto version = sent.substr(0, 2);
    const auto trace = sent.substr(3, 32);
    const auto parent = sent.substr(36, 16);
    const auto flags = sent.substr(53, 2);
    // A later version may have more fields; ours has none.
    const bool length_fits =
        version == "00" ? sent.size() == kLength : sent.size() == kLength || sent[kLength] == '-';
    if (is_hex(version) && version != "ff" && length_fits && is_hex(trace) && !is_zero(trace) &&
        is_hex(parent) && !is_zero(parent) && is_hex(flags)) {
      return {std::string(trace), random_hex(16), std::string(flags)};
    }
  }
  return {random_hex(32), random_hex(16), "00"};
}

}  // namespace certpress::service
