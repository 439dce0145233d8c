// The fast way to a PNG against the plain one: spliced files hold the pixels that were drawn, and
// these are what cairo draws, within what a quarter of a pixel is.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "certpress/cache.h"

#include "fast_png_bound.h"
#include "specimens.h"
#include "support/image.h"

namespace certpress::tests {
namespace {

class FastPng : public testing::Test {
 protected:
  void expect_agreement(const Specimen& specimen, RenderOptions options, bool blank = false) {
    SCOPED_TRACE(specimen.tmpl + "/" + specimen.name + " at " + std::to_string(options.dpi));
    const auto prepared = engine_->prepare(specimen.tmpl);
    RecordInput record = record_of(specimen);
    record.blank = blank;
    const auto draw = [&](Drawing drawing) {
      options.drawing = drawing;
      return engine_->render(*prepared, record, options).bytes;
    };
    const std::string png = draw(Drawing::kFast);
    const PixelImage spliced = decode_png(png);
    EXPECT_TRUE(decode_png_strictly(png) == spliced);
    EXPECT_TRUE(decode_png(draw(Drawing::kUnspliced)) == spliced);
    const Difference found = difference(spliced, decode_png(draw(Drawing::kPlain)));
    EXPECT_LE(found.most, kMostOfAPixel);
    EXPECT_LE(found.mean, kMostOnTheMean);
    most_ = std::max(most_, found.most);
    mean_ = std::max(mean_, found.mean);
  }

  // How near the bounds are.
  void TearDown() override {
    RecordProperty("most", most_);
    RecordProperty("mean", std::to_string(mean_));
  }

 private:
  std::unique_ptr<Engine> engine_ = shipped_engine();
  int most_ = 0;
  double mean_ = 0;
};

TEST_F(FastPng, ShowsWhatCairoDrawsOfEveryRecord) {
  RenderOptions options;
  options.dpi = 96;
  for (const Specimen& specimen : all_specimens()) {
    expect_agreement(specimen, options);
  }
}

TEST_F(FastPng, ShowsBlankFormsAndLayersAtAnyResolution) {
  RenderOptions options;
  for (const Specimen& specimen : standard_specimens()) {
    options = {};
    options.width_px = 731;
    expect_agreement(specimen, options, true);
    options.width_px = 640;
    options.layer = LayerChoice::kInk;
    expect_agreement(specimen, options);
    options.layer = LayerChoice::kStock;
    expect_agreement(specimen, options);
  }
  options = {};
  options.dpi = 300;
  expect_agreement(standard_specimens().front(), options);
}

// A file is the same whether its page was just made, is in memory, or comes from the cache.
TEST_F(FastPng, HasTheSameBytesWhereverItsPageComesFrom) {
  EngineOptions cached;
  const auto cache = std::make_shared<FolderCache>(test_folder() + "/cache");
  cached.cache = cache;
  const Specimen specimen = standard_specimens().front();
  RenderOptions options;
  options.dpi = 72;
  const std::string expected = render(*shipped_engine(), specimen, options);
  for (int round = 0; round < 2; ++round) {
    const auto engine = shipped_engine(cached);
    EXPECT_TRUE(render(*engine, specimen, options) == expected);
    EXPECT_TRUE(render(*engine, specimen, options) == expected);
  }
  EXPECT_GE(cache->usage().files, 2U);  // a page and fonts
}

// Another record first must not matter: what pages are compressed for is no one's record.
TEST_F(FastPng, DoesNotDependOnWhatWasRenderedBefore) {
  RenderOptions options;
  options.dpi = 72;
  std::vector<Specimen> specimens = all_specimens();
  std::map<std::string, std::string> alone;
  for (int round = 0; round < 2; ++round) {
    const auto engine = shipped_engine();
    for (const Specimen& specimen : specimens) {
      const std::string bytes = render(*engine, specimen, options);
      const auto [at, is_new] = alone.emplace(specimen.path, bytes);
      EXPECT_TRUE(is_new || at->second == bytes) << specimen;
    }
    std::ranges::reverse(specimens);
  }
}

// A budget that holds one page at a time changes nothing but the time.
TEST_F(FastPng, NeedsNoMoreMemoryThanItMayHave) {
  EngineOptions small;
  small.page_memory = 1;
  const auto engine = shipped_engine(small);
  RenderOptions options;
  options.dpi = 50;
  const Specimen specimen = standard_specimens().front();
  const std::string expected = render(*engine, specimen, options);
  options.layer = LayerChoice::kInk;
  EXPECT_FALSE(render(*engine, specimen, options).empty());
  options.layer = LayerChoice::kAll;
  EXPECT_TRUE(render(*engine, specimen, options) == expected);
}

}  // namespace
}  // namespace certpress::tests
