#include "sprite_cache.h"

#include <utility>

#include "../base/sha256.h"
#include "../sheet/content.h"

namespace certpress::raster {

std::shared_ptr<const Sprite> SpriteCache::of(const sheet::Item& item,
                                              const Resolution& resolution) {
  std::string content;
  sheet::append_content(item, content);
  content.append(reinterpret_cast<const char*>(&resolution), sizeof resolution);
  std::string key = sha256_hex(content);
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = sprites_.find(key); found != sprites_.end()) {
      return found->second;
    }
  }
  // Two threads that miss at once both draw: neither waits for the other.
  auto sprite = std::make_shared<const Sprite>(
      item, resolution.px_per_mm(), splice::PixelRect{0, 0, resolution.width, resolution.height});
  const std::lock_guard lock(mutex_);
  if (memory_ + sprite->memory() > capacity_) {
    sprites_.clear();
    memory_ = 0;
  }
  if (sprites_.emplace(std::move(key), sprite).second) {
    memory_ += sprite->memory();
  }
  return sprite;
}

}  // namespace certpress::raster
