// The fast way to a PNG against the plain one: spliced files hold the pixels that were drawn, and
// these are what cairo draws, within what a quarter of a pixel is.
#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "specimens.h"
#include "support/image.h"

namespace certpress::tests {
namespace {

// Glyphs stand on quarters of a pixel, so that no edge is more than an eighth away: 32 of 255, both
// ways at a corner, and FreeType and cairo round coverage each in its own way. Thin strokes that
// cross a pixel both ways reach the rest.
constexpr int kMostOfAPixel = 96;
constexpr double kMostOnTheMean = 0.6;  // of 255, over all pixels of the page

struct Difference {
  int most = 0;
  double mean = 0;
};

Difference difference(const PixelImage& a, const PixelImage& b) {
  Difference out;
  if (a.width != b.width || a.height != b.height) {
    return {255, 255};
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    const int d = std::abs(static_cast<int>(a.rgb[i]) - static_cast<int>(b.rgb[i]));
    out.most = std::max(out.most, d);
    sum += d;
  }
  out.mean = static_cast<double>(sum) / static_cast<double>(a.rgb.size());
  return out;
}

class FastPng : public testing::TestWithParam<Specimen> {
 protected:
  static const Engine& engine() {
    static const auto engine = shipped_engine();
    return *engine;
  }

  static PixelImage draw(const PreparedTemplate& prepared, const RecordInput& record, double dpi,
                         Drawing drawing) {
    RenderOptions options;
    options.dpi = dpi;
    options.drawing = drawing;
    const std::string png = engine().render(prepared, record, options).bytes;
    PixelImage image = decode_png(png);
    EXPECT_TRUE(decode_png_strictly(png) == image);
    return image;
  }

  static void expect_agreement(const PreparedTemplate& prepared, const RecordInput& record,
                               double dpi) {
    const PixelImage spliced = draw(prepared, record, dpi, Drawing::kFast);
    EXPECT_TRUE(spliced == draw(prepared, record, dpi, Drawing::kUnspliced));
    const Difference found = difference(spliced, draw(prepared, record, dpi, Drawing::kPlain));
    EXPECT_LE(found.most, kMostOfAPixel) << dpi << " dpi";
    EXPECT_LE(found.mean, kMostOnTheMean) << dpi << " dpi";
    RecordProperty("most_" + std::to_string(static_cast<int>(dpi)), found.most);
    RecordProperty("mean_" + std::to_string(static_cast<int>(dpi)), std::to_string(found.mean));
  }
};

TEST_P(FastPng, ShowsWhatCairoDraws) {
  const auto prepared = engine().prepare(GetParam().tmpl);
  expect_agreement(*prepared, record_of(GetParam()), 96);
  expect_agreement(*prepared, record_of(GetParam()), 150);
}

INSTANTIATE_TEST_SUITE_P(Specimens, FastPng, testing::ValuesIn(all_specimens()), name_of);

using FastPngOfStandardSpecimens = FastPng;

TEST_P(FastPngOfStandardSpecimens, ShowsTheBlankFormAndTheLayers) {
  const auto prepared = engine().prepare(GetParam().tmpl);
  RecordInput blank;
  blank.blank = true;
  expect_agreement(*prepared, blank, 110);
  for (const LayerChoice layer : {LayerChoice::kStock, LayerChoice::kInk}) {
    RenderOptions options;
    options.dpi = 110;
    options.layer = layer;
    const auto fast = decode_png(engine().render(*prepared, record_of(GetParam()), options).bytes);
    options.drawing = Drawing::kPlain;
    const auto plain = decode_png(engine().render(*prepared, record_of(GetParam()), options).bytes);
    EXPECT_LE(difference(fast, plain).most, kMostOfAPixel);
  }
}

INSTANTIATE_TEST_SUITE_P(Specimens, FastPngOfStandardSpecimens,
                         testing::ValuesIn(standard_specimens()), name_of);

}  // namespace
}  // namespace certpress::tests
