// A block of bytes that nobody may change, and whatever keeps it alive.
//
// Copying a Bytes copies two pointers. It is safe to read from many threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace certpress {

class Bytes {
 public:
  Bytes() = default;
  // `owner` keeps the memory behind `view` alive: a string, a mapped file.
  Bytes(std::shared_ptr<const void> owner, std::span<const std::uint8_t> view)
      : owner_(std::move(owner)), view_(view) {}

  static Bytes from_string(std::string text) {
    auto owner = std::make_shared<const std::string>(std::move(text));
    // A char may always be read as an unsigned char.
    const auto* data = reinterpret_cast<const std::uint8_t*>(owner->data());
    const std::span<const std::uint8_t> view(data, owner->size());
    return {std::move(owner), view};
  }

  [[nodiscard]] std::span<const std::uint8_t> span() const { return view_; }
  [[nodiscard]] const std::uint8_t* data() const { return view_.data(); }
  [[nodiscard]] std::size_t size() const { return view_.size(); }
  [[nodiscard]] bool empty() const { return view_.empty(); }
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(view_.data()), view_.size()};
  }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const std::uint8_t> view_;
};

}  // namespace certpress
