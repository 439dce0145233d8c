// A short name for something long: FNV-1a, 64 bits. For telling things apart, not for trust.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace certpress {

class Fingerprint {
 public:
  void mix(std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001b3U; }
  void mix(std::string_view text) {
    for (const char byte : text) {
      mix(static_cast<std::uint64_t>(static_cast<unsigned char>(byte)));
    }
  }
  [[nodiscard]] std::uint64_t value() const { return hash_; }
  // 16 hexadecimal digits.
  [[nodiscard]] std::string text() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out(16, '0');
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = kDigits[(hash_ >> (60 - 4 * i)) & 0xfU];
    }
    return out;
  }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace certpress
