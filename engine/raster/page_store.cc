#include "page_store.h"

#include <algorithm>
#include <utility>

#include "../base/sha256.h"
#include "../sheet/content.h"

namespace certpress::raster {

namespace {

// A larger page is drawn and compressed each time: A3 at 600 dpi needs 280 MB while it is made.
constexpr std::int64_t kMaxPixels = 72'000'000;
constexpr std::size_t kSpriteCapacity = std::size_t{64} << 20U;

bool is_within_reach(const PageJob& job) {
  return std::int64_t{job.resolution.width} * job.resolution.height <= kMaxPixels &&
         can_overprint(job.sheet);
}

Pixels plain_pixels(const PageJob& job) {
  Pixels pixels = draw_base(job.sheet, job.resolution);
  draw_rest(pixels, job.sheet, job.resolution);
  return pixels;
}

// Fixed items that some records leave out make pages of their own.
std::string key_of(const PageJob& job, std::string_view revision) {
  std::string content(revision);
  content += '\n';
  content += job.ground;
  content.append(reinterpret_cast<const char*>(&job.resolution), sizeof job.resolution);
  for (const auto& item : job.sheet.items) {
    if (item->fixed && item->variability == sheet::Variability::kVariable) {
      sheet::append_content(*item, content);
    }
  }
  return "page-" + sha256_hex(content);
}

}  // namespace

class PageStore::Worker {
 public:
  explicit Worker(const PageStore& store) : store_(store) {
    {
      const std::lock_guard lock(store.mutex_);
      if (!store.idle_.empty()) {
        overprint_ = std::move(store.idle_.back());
        store.idle_.pop_back();
      }
    }
    if (!overprint_) {
      overprint_ = std::make_unique<Overprint>(store.sprites_);
    }
  }
  ~Worker() {
    {
      const std::lock_guard lock(store_.mutex_);
      store_.idle_.push_back(std::move(overprint_));
    }
    store_.make_room();  // pages grow with the threads that use them
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] Overprint& overprint() { return *overprint_; }

 private:
  const PageStore& store_;
  std::unique_ptr<Overprint> overprint_;
};

PageStore::PageStore(std::size_t max_memory, std::shared_ptr<const Cache> cache,
                     std::string revision)
    : max_memory_(max_memory),
      cache_(std::move(cache)),
      revision_(std::move(revision)),
      sprites_(kSpriteCapacity) {}

PageStore::~PageStore() = default;

std::shared_ptr<PageStore::Slot> PageStore::slot_of(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(slots_, key, [](const auto& slot) { return slot->key; });
  if (found != slots_.end()) {
    slots_.splice(slots_.begin(), slots_, found);
  } else {
    slots_.push_front(std::make_shared<Slot>());
    slots_.front()->key = key;
  }
  return slots_.front();
}

std::shared_ptr<const StillPage> PageStore::make(const PageJob& job, const std::string& key,
                                                 Overprint& overprint) const {
  if (cache_) {
    if (const auto bytes = cache_->get(key)) {
      if (auto page = StillPage::deserialise(*bytes, job.resolution)) {
        return page;
      }
    }
  }
  auto page = StillPage::make(job.sheet, job.places, job.resolution, job.examples(), overprint);
  if (cache_) {
    const std::string bytes = page->serialise();
    cache_->put(key, {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  }
  return page;
}

std::shared_ptr<const StillPage> PageStore::page_of(const PageJob& job,
                                                    Overprint& overprint) const {
  const std::string key = key_of(job, revision_);
  const auto slot = slot_of(key);
  std::call_once(slot->once, [&] {
    auto page = make(job, key, overprint);
    const std::lock_guard lock(mutex_);
    slot->page = std::move(page);
  });
  return slot->page;
}

// Pages that are still being made count nothing yet; they are the newest ones.
void PageStore::make_room() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (auto slot = slots_.begin(); slot != slots_.end();) {
    sum += (*slot)->page ? (*slot)->page->memory() : 0;
    const bool keep = sum <= max_memory_ || slot == slots_.begin();
    slot = keep ? std::next(slot) : slots_.erase(slot);
  }
}

std::string PageStore::png(const PageJob& job) const {
  if (is_within_reach(job)) {
    Worker worker(*this);
    if (auto png = page_of(job, worker.overprint())->png(job.sheet, worker.overprint())) {
      return *std::move(png);
    }
  }
  return encode_png(plain_pixels(job), job.resolution);
}

Pixels PageStore::pixels(const PageJob& job) const {
  if (is_within_reach(job)) {
    Worker worker(*this);
    if (auto pixels = page_of(job, worker.overprint())->pixels(job.sheet, worker.overprint())) {
      return *std::move(pixels);
    }
  }
  return plain_pixels(job);
}

std::size_t PageStore::memory() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (const auto& slot : slots_) {
    sum += slot->page ? slot->page->memory() : 0;
  }
  return sum;
}

}  // namespace certpress::raster
