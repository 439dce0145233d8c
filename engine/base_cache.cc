#include "base_cache.h"

#include <algorithm>

namespace certpress {

namespace {

// A print office uses one resolution, an app backend two or three.
constexpr std::size_t kMaxEntries = 3;
// A larger page (A4 at 600 dpi is 139 MB) is drawn each time instead of being kept.
constexpr std::size_t kMaxPixels = 12'000'000;

}  // namespace

std::shared_ptr<const raster::Pixels> BaseCache::find(const raster::Resolution& resolution,
                                                      LayerChoice layer) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
    return entry.resolution == resolution && entry.layer == layer;
  });
  if (found == entries_.end()) {
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found);
  return found->pixels;
}

// Two threads that miss at once both draw: the pictures are equal, and neither waits for the other.
raster::Pixels BaseCache::copy(const sheet::Sheet& sheet, const raster::Resolution& resolution,
                               LayerChoice layer) const {
  if (const auto kept = find(resolution, layer)) {
    return *kept;
  }
  raster::Pixels drawn = raster::draw_base(sheet, resolution);
  if (drawn.data.size() <= kMaxPixels) {
    auto pixels = std::make_shared<const raster::Pixels>(drawn);
    const std::lock_guard lock(mutex_);
    entries_.push_front({resolution, layer, std::move(pixels)});
    if (entries_.size() > kMaxEntries) {
      entries_.pop_back();
    }
  }
  return drawn;
}

}  // namespace certpress
