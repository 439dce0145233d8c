// What all PDFs of one template begin with, made when it is first asked for. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "pdf/pdf.h"

namespace certpress {

class PrefixCache {
 public:
  // `statics` are the template's static items of a choice of layers, and known by their address.
  // Threads that come while a prefix is being made wait for it. It lives as long as this does.
  // `cache` may be null.
  const pdf::Prefix& get(const std::shared_ptr<const sheet::Sheet>& statics,
                         pdf::GlyphPrograms& programs, const Cache* cache) const;

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::shared_ptr<const sheet::Sheet>, std::unique_ptr<const pdf::Prefix>>
      prefixes_;
};

}  // namespace certpress
