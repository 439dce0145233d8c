// Finished certificates, the most recently asked for, up to a number of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "certpress/bytes.h"

namespace certpress::service {

struct Finished {
  std::string_view media_type;
  std::string sha256;       // of what is signed
  std::string tag{};        // its ETag
  std::string disposition;  // its Content-Disposition
  std::string remarks;      // what the engine remarked (order.cc)
  Bytes bytes{};
};

// Not locked: the event loop's alone.
class RenderCache {
 public:
  explicit RenderCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  // Null when it is not kept.
  std::shared_ptr<const Finished> find(const std::string& key);
  void insert(const std::string& key, std::shared_ptr<const Finished> finished);
  void clear();

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Finished> finished;
  };

  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::list<Entry> order_;  // the latest first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace certpress::service
