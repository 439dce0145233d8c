#include "prefix_cache.h"

namespace certpress {

const pdf::Prefix& PrefixCache::get(const sheet::Sheet& statics, LayerChoice layer,
                                    pdf::GlyphPrograms& programs) const {
  const std::lock_guard lock(mutex_);
  auto& prefix = prefixes_[layer];
  if (prefix == nullptr) {
    prefix = std::make_unique<const pdf::Prefix>(statics.items, statics.page, programs);
  }
  return *prefix;
}

}  // namespace certpress
