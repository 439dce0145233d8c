// The static rasters of one template, drawn when a resolution is first asked for and then copied.
// Thread-safe.
#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "certpress/engine.h"

#include "raster/raster.h"

namespace certpress {

class BaseCache {
 public:
  // A copy of the base for this template's sheets at this resolution and choice of layers.
  [[nodiscard]] raster::Pixels copy(const sheet::Sheet& sheet, const raster::Resolution& resolution,
                                    LayerChoice layer) const;

 private:
  struct Entry {
    raster::Resolution resolution;
    LayerChoice layer;
    std::shared_ptr<const raster::Pixels> pixels;
  };
  [[nodiscard]] std::shared_ptr<const raster::Pixels> find(const raster::Resolution& resolution,
                                                           LayerChoice layer) const;

  mutable std::mutex mutex_;
  mutable std::list<Entry> entries_;  // most recently used first
};

}  // namespace certpress
