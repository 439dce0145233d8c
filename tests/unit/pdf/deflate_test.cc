// Streams that are compressed once for a template, with a cache and without.
#include "pdf/deflate.h"

#include <string>

#include <gtest/gtest.h>

#include "pdf/glyph_programs.h"
#include "pdf/pdf.h"
#include "support/memory_cache.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using tests::MemoryCache;

// As artwork is: numbers that are much alike.
std::string artwork() {
  std::string operators;
  for (int i = 0; i < 2000; ++i) {
    operators += std::to_string(i * 37 % 900) + " " + std::to_string(i) + " l\n";
  }
  return operators;
}

TEST(Deflate, FindsALongStreamInTheCacheAgain) {
  const MemoryCache cache;
  const std::string expected = deflated(artwork(), Effort::kOnce);
  EXPECT_EQ(deflated(artwork(), Effort::kOnce, &cache), expected);
  EXPECT_EQ(deflated(artwork(), Effort::kOnce, &cache), expected);
  EXPECT_EQ(cache.size(), 1U);
  EXPECT_EQ(cache.puts(), 1U);
  EXPECT_NE(deflated(artwork() + "S", Effort::kOnce, &cache), expected);
  EXPECT_EQ(cache.size(), 2U);
}

TEST(Deflate, KeepsNothingThatIsQuick) {
  const MemoryCache cache;
  EXPECT_EQ(deflated("q Q", Effort::kOnce, &cache), deflated("q Q", Effort::kOnce));
  // What belongs to a record must not stay anywhere.
  EXPECT_EQ(deflated(artwork(), Effort::kEachTime, &cache), deflated(artwork(), Effort::kEachTime));
  EXPECT_EQ(cache.size(), 0U);
}

TEST(Deflate, APrefixFromTheCacheMakesTheSameFile) {
  const MemoryCache cache;
  sheet::Path drawing;
  for (int i = 0; i < 2000; ++i) {
    drawing.outline.add_rect({0.011 * (i * 37 % 900), 0.013 * i, 0.1, 0.1});
  }
  drawing.fill = Color{0, 90, 60, 1};
  const auto fixed = tests::item(drawing, true);
  auto sheet = tests::page_of({30, 30}, {fixed});
  const std::string expected = to_pdf(sheet, {});
  for (int round = 0; round < 2; ++round) {
    GlyphPrograms programs;
    const Prefix prefix(statics_of(sheet), sheet.page, programs, &cache);
    EXPECT_EQ(prefix.to_pdf(sheet, {}), expected);
  }
  EXPECT_EQ(cache.puts(), 1U);
}

}  // namespace
}  // namespace certpress::pdf
