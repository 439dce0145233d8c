#include "prefix_cache.h"

namespace certpress {

const pdf::Prefix& PrefixCache::get(const std::shared_ptr<const sheet::Sheet>& statics,
                                    pdf::GlyphPrograms& programs) const {
  const std::lock_guard lock(mutex_);
  auto& prefix = prefixes_[statics];
  if (prefix == nullptr) {
    prefix = std::make_unique<const pdf::Prefix>(statics->items, statics->page, programs);
  }
  return *prefix;
}

}  // namespace certpress
