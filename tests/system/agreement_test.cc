// PNG and PDF show the same page: the PDF, drawn by poppler and by mupdf, against our own pixels.
//
// Three programs antialias three ways, so that single pixels on edges differ. Two bounds hold it
// together: the mean over the page, and the worst 2 mm square, where a lost stroke or a moved word
// would show.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

constexpr double kMeanBound = 2.5;     // of 255, over the page
constexpr double kSquareBound = 30.0;  // of 255, over one square of 2 mm

double worst_square(const PixelImage& a, const PixelImage& b, int side) {
  double worst = 0;
  const int width = std::min(a.width, b.width);
  const int height = std::min(a.height, b.height);
  for (int top = 0; top + side <= height; top += side / 2) {
    for (int left = 0; left + side <= width; left += side / 2) {
      // Mean ink, not mean of differences: an edge that is shared out otherwise has the same ink.
      double ink_a = 0;
      double ink_b = 0;
      for (int y = top; y < top + side; ++y) {
        for (int x = left; x < left + side; ++x) {
          ink_a += a.darkness(x, y);
          ink_b += b.darkness(x, y);
        }
      }
      worst = std::max(worst, std::abs(ink_a - ink_b) / side / side);
    }
  }
  return worst;
}

class Agreement : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    const auto engine = shipped_engine();
    RenderOptions options;
    options.dpi = 200;
    ours_ = decode_png(render(*engine, GetParam(), options));
    options.format = Format::kPdf;
    folder_ = test_folder();
    write_file(folder_ + "/a.pdf", render(*engine, GetParam(), options));
  }

  void expect_agreement(const PixelImage& theirs) const {
    const double mean = mean_difference(ours_, theirs);
    const double square = worst_square(ours_, theirs, 16);
    RecordProperty("mean", std::to_string(mean));
    RecordProperty("worst_square", std::to_string(square));
    EXPECT_LT(mean, kMeanBound);
    EXPECT_LT(square, kSquareBound);
  }

  PixelImage ours_;
  std::string folder_;
};

TEST_P(Agreement, WithPoppler) {
  ASSERT_EQ(
      run({"pdftoppm", "-r", "200", "-png", "-singlefile", folder_ + "/a.pdf", folder_ + "/p"})
          .exit_code,
      0);
  expect_agreement(read_png(folder_ + "/p.png"));
}

TEST_P(Agreement, WithMupdf) {
  ASSERT_EQ(run({"mutool", "draw", "-q", "-r", "200", "-o", folder_ + "/m.png", folder_ + "/a.pdf"})
                .exit_code,
            0);
  expect_agreement(read_png(folder_ + "/m.png"));
}

INSTANTIATE_TEST_SUITE_P(Specimens, Agreement, testing::ValuesIn(all_specimens()), name_of);

}  // namespace
}  // namespace certpress::tests
