// SHA-256 (FIPS 180-4), of bytes that come one after the other or all at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace certpress {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  // 32 bytes, or 64 hexadecimal digits. Ends it: nothing may be added afterwards.
  [[nodiscard]] std::string bytes();
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_bytes(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);
std::string sha256_hex(std::span<const std::uint8_t> bytes);

}  // namespace certpress
