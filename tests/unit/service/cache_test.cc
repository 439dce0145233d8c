// The cache of finished certificates.
#include <gtest/gtest.h>

#include "render_cache.h"

namespace certpress::service {
namespace {

std::shared_ptr<const Finished> of_size(std::size_t bytes) {
  Finished finished;
  finished.bytes = Bytes::from_string(std::string(bytes, 'x'));
  return std::make_shared<const Finished>(std::move(finished));
}

constexpr std::size_t kSize = 100'000;

TEST(RenderCache, KeepsWhatWasAskedForLast) {
  RenderCache cache(5 * kSize);
  for (const char* key : {"a", "b", "c", "d"}) {
    cache.insert(key, of_size(kSize));
  }
  EXPECT_NE(cache.find("a"), nullptr);
  cache.insert("e", of_size(kSize));
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_NE(cache.find("e"), nullptr);
  EXPECT_LE(cache.bytes(), 5 * kSize);
  EXPECT_EQ(cache.size(), 4U);
}

TEST(RenderCache, DoesNotGiveItselfUpForOne) {
  RenderCache cache(5 * kSize);
  cache.insert("a", of_size(kSize));
  cache.insert("huge", of_size(3 * kSize));
  EXPECT_EQ(cache.find("huge"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
}

TEST(RenderCache, TheFirstOfTwoStays) {
  RenderCache cache(5 * kSize);
  const auto first = of_size(kSize);
  cache.insert("a", first);
  cache.insert("a", of_size(kSize));
  EXPECT_EQ(cache.find("a"), first);
  EXPECT_EQ(cache.size(), 1U);
}

TEST(RenderCache, CanBeEmptied) {
  RenderCache cache(5 * kSize);
  cache.insert("a", of_size(kSize));
  cache.clear();
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(RenderCache, OfNothingKeepsNothing) {
  RenderCache cache(0);
  cache.insert("a", of_size(1));
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace certpress::service
