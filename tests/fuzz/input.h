// Bytes taken apart into choices and texts, so that a small change of the bytes is a small change
// of what they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace certpress::fuzz {

// Takes from the front; zeros when nothing is left.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t byte() {
    if (bytes_.empty()) {
      return 0;
    }
    const auto first = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return first;
  }
  // 0 to `limit` - 1; limit <= 65536.
  std::size_t below(std::size_t limit) {
    const std::size_t high = limit > 256 ? byte() : 0U;
    return (high << 8U | byte()) % limit;
  }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  // All that is left.
  [[nodiscard]] std::string_view rest() const { return bytes_; }

  // What is left, cut at the NUL bytes.
  [[nodiscard]] std::vector<std::string_view> parts() const {
    std::vector<std::string_view> out;
    std::string_view left = bytes_;
    for (std::size_t at = 0; (at = left.find('\0')) != std::string_view::npos;) {
      out.push_back(left.substr(0, at));
      left.remove_prefix(at + 1);
    }
    out.push_back(left);
    return out;
  }

 private:
  std::string_view bytes_;
};

}  // namespace certpress::fuzz
