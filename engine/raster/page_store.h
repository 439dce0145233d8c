// The still pages in use, and all else that makes PNG files fast: kept in memory within a bound,
// and in a cache from process to process.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/cache.h"

#include "still_page.h"

namespace certpress::raster {

// A record's sheet, and what its template says of the sheets of all records.
struct PageJob {
  const sheet::Sheet& sheet;
  Resolution resolution;
  // Says which template the sheet is of, and what was chosen of it.
  std::string_view ground;
  const std::vector<Rect>& places;
  // Called when the page has to be made.
  const std::function<std::vector<sheet::Sheet>()>& examples;
};

// Thread-safe. The first job that needs a page makes it, while others that need it wait.
class PageStore {
 public:
  // `max_memory`: of the pages, in bytes; the page in use is kept even when it alone is larger.
  // `cache` may be null; `revision` names the code that draws and compresses.
  PageStore(std::size_t max_memory, std::shared_ptr<const Cache> cache, std::string revision);
  ~PageStore();
  PageStore(const PageStore&) = delete;
  PageStore& operator=(const PageStore&) = delete;

  // Equal jobs give equal bytes, whatever was rendered or cached before.
  [[nodiscard]] std::string png(const PageJob& job) const;
  // The same pixels, without a file around them.
  [[nodiscard]] Pixels pixels(const PageJob& job) const;

  // Of all pages that are kept, in bytes.
  [[nodiscard]] std::size_t memory() const;

 private:
  struct Slot {
    std::string key;
    std::once_flag once;
    std::shared_ptr<const StillPage> page;
  };
  class Worker;  // an Overprint on loan

  [[nodiscard]] std::shared_ptr<const StillPage> page_of(const PageJob& job,
                                                         Overprint& overprint) const;
  [[nodiscard]] std::shared_ptr<const StillPage> make(const PageJob& job, const std::string& key,
                                                      Overprint& overprint) const;
  [[nodiscard]] std::shared_ptr<Slot> slot_of(const std::string& key) const;
  void make_room() const;

  std::size_t max_memory_;
  std::shared_ptr<const Cache> cache_;
  std::string revision_;
  mutable SpriteCache sprites_;
  mutable std::mutex mutex_;
  mutable std::list<std::shared_ptr<Slot>> slots_;  // most recently used first
  mutable std::vector<std::unique_ptr<Overprint>> idle_;
};

}  // namespace certpress::raster
