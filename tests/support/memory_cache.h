// A cache that keeps everything, and counts.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "certpress/cache.h"

namespace certpress::tests {

class MemoryCache final : public Cache {
 public:
  std::optional<Bytes> get(std::string_view key) const override {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    return found != entries_.end() ? std::optional(Bytes::from_string(found->second))
                                   : std::nullopt;
  }
  void put(std::string_view key, std::span<const std::uint8_t> bytes) const override {
    const std::lock_guard lock(mutex_);
    entries_[std::string(key)].assign(bytes.begin(), bytes.end());
    ++puts_;
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t puts() const { return puts_; }
  void spoil() const {
    for (auto& [key, bytes] : entries_) {
      bytes.resize(bytes.size() / 2);
    }
  }

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string, std::less<>> entries_;
  mutable std::size_t puts_ = 0;
};

}  // namespace certpress::tests
