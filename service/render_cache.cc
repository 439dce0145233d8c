#include "render_cache.h"

#include <utility>

namespace certpress::service {

namespace {

// One certificate may take up this part of all.
constexpr std::size_t kLargestShare = 4;
// Of an entry, beside the file: names, nodes, pointers.
constexpr std::size_t kOverhead = 1'024;

std::size_t cost_of(const Finished& finished) { return finished.bytes.size() + kOverhead; }

}  // namespace

std::shared_ptr<const Finished> RenderCache::find(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    return nullptr;
  }
  order_.splice(order_.begin(), order_, found->second);
  return found->second->finished;
}

void RenderCache::insert(const std::string& key, std::shared_ptr<const Finished> finished) {
  const std::size_t cost = cost_of(*finished);
  // Two who asked for the same at once: the first one's stays, others may have its tag.
  if (cost > limit_ / kLargestShare || by_key_.contains(key)) {
    return;
  }
  order_.push_front({key, std::move(finished)});
  by_key_.emplace(key, order_.begin());
  bytes_ += cost;
  while (bytes_ > limit_) {
    bytes_ -= cost_of(*order_.back().finished);
    by_key_.erase(order_.back().key);
    order_.pop_back();
  }
}

void RenderCache::clear() {
  order_.clear();
  by_key_.clear();
  bytes_ = 0;
}

}  // namespace certpress::service
