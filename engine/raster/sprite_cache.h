// Sprites that many records share.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "../sheet/sheet.h"
#include "raster.h"
#include "sprite.h"

namespace certpress::raster {

// Faded and blended groups of records, as seals are: many records share one. Thread-safe.
class SpriteCache {
 public:
  explicit SpriteCache(std::size_t capacity) : capacity_(capacity) {}  // bytes, about
  std::shared_ptr<const Sprite> of(const sheet::Item& item, const Resolution& resolution);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Sprite>> sprites_;  // by SHA-256
  std::size_t memory_ = 0;
  std::size_t capacity_;
};

}  // namespace certpress::raster
