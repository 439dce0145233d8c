#include "raster/page_store.h"

#include <atomic>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "support/memory_cache.h"
#include "unit/canvas/specimen.h"

namespace certpress::raster {
namespace {

using tests::filled_rect;
using tests::MemoryCache;
using tests::page_of;
using tests::text_run;

const std::vector<Rect> kPlaces{{2, 2, 26, 16}};
const std::function<std::vector<sheet::Sheet>()> kNoExamples = [] {
  return std::vector<sheet::Sheet>();
};

// A record's sheet: its text, and a watermark that some records have.
sheet::Sheet record(const std::string& text, bool marked) {
  auto value =
      std::make_shared<sheet::Item>(*tests::item(text_run(tests::song(), 6, {3, 12}, text)));
  value->variability = sheet::Variability::kVariable;
  value->fixed = false;
  value->bounds = kPlaces.front();
  auto mark =
      std::make_shared<sheet::Item>(*tests::item(filled_rect({0, 5, 30, 4}, {90, 90, 90, 0.2})));
  mark->variability = sheet::Variability::kVariable;
  sheet::Items items{tests::item(filled_rect({0, 0, 30, 20}, {240, 250, 240, 1}), true), value};
  if (marked) {
    items.push_back(mark);
  }
  return page_of({30, 20}, items);
}

std::string png(const PageStore& store, const sheet::Sheet& sheet, double dpi) {
  return store.png({sheet, Resolution::from_dpi(sheet.page, dpi), "test", kPlaces, kNoExamples});
}

TEST(PageStore, ThreadsGetTheSameBytesWhileRoomIsShort) {
  const std::vector<sheet::Sheet> sheets{record("样例证", true), record("道路", false),
                                         record("运输经营", true), record("一", false)};
  const auto once = [&](std::size_t i, double dpi) {
    return png(PageStore(1U << 30U, nullptr, "r"), sheets[i], dpi);
  };
  std::map<std::pair<std::size_t, double>, std::string> expected;
  for (const double dpi : {60.0, 90.0}) {
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      expected[{i, dpi}] = once(i, dpi);
    }
  }
  const PageStore store(100'000, nullptr, "r");  // a page or two
  std::atomic<int> wrong = 0;
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::size_t round = 0; round < 30; ++round) {
        const std::size_t i = (round + worker) % sheets.size();
        const double dpi = (round / 3 + worker) % 2 == 0 ? 60.0 : 90.0;
        wrong += png(store, sheets[i], dpi) == expected.at({i, dpi}) ? 0 : 1;
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_LE(store.memory(), 400'000U);
}

TEST(PageStore, FindsItsPagesInTheCacheAgain) {
  const auto cache = std::make_shared<MemoryCache>();
  const auto sheet = record("样例证", true);
  const std::string expected = png(PageStore(1U << 30U, nullptr, "r"), sheet, 100);
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(png(PageStore(1U << 30U, cache, "r"), sheet, 100), expected);
    EXPECT_EQ(cache->size(), 1U);
  }
  cache->spoil();
  EXPECT_EQ(png(PageStore(1U << 30U, cache, "r"), sheet, 100), expected);
  EXPECT_EQ(png(PageStore(1U << 30U, cache, "another"), sheet, 100), expected);
  EXPECT_EQ(cache->size(), 2U);  // other code, other pages
}

TEST(PageStore, RecordsWithAndWithoutAFixedItemHavePagesOfTheirOwn) {
  const PageStore store(1U << 30U, nullptr, "r");
  const std::string marked = png(store, record("样", true), 100);
  const std::string plain = png(store, record("样", false), 100);
  EXPECT_NE(marked, plain);
  EXPECT_EQ(png(store, record("样", true), 100), marked);
}

}  // namespace
}  // namespace certpress::raster
