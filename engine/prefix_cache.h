// What all PDFs of one template begin with, made when a choice of layers is first asked for.
// Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "certpress/engine.h"

#include "pdf/pdf.h"

namespace certpress {

class PrefixCache {
 public:
  // `statics` are the template's static items of this choice. Threads that come while it is being
  // made wait for it. The prefix lives as long as the cache.
  const pdf::Prefix& get(const sheet::Sheet& statics, LayerChoice layer,
                         pdf::GlyphPrograms& programs) const;

 private:
  mutable std::mutex mutex_;
  mutable std::map<LayerChoice, std::unique_ptr<const pdf::Prefix>> prefixes_;
};

}  // namespace certpress
