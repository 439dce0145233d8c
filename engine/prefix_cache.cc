#include "prefix_cache.h"

namespace certpress {

const pdf::Prefix& PrefixCache::get(const std::shared_ptr<const sheet::Sheet>& statics,
                                    pdf::GlyphPrograms& programs, const Cache* cache) const {
  const std::lock_guard lock(mutex_);
  auto& prefix = prefixes_[statics];
  if (prefix == nullptr) {
    prefix = std::make_unique<const pdf::Prefix>(statics->items, statics->page, programs, cache);
  }
  return *prefix;
}

}  // namespace certpress
