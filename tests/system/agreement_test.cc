// PNG and PDF show the same page: the PDF, drawn by poppler and by mupdf, against our own pixels.
//
// Three programs antialias three ways, so that single pixels on edges differ. Two bounds hold it
// together: the mean over the page, and the worst 2 mm square, where a lost stroke or a moved word
// would show. The two-dimensional code is left out: in the PNG its modules are made whole pixels
// (codes_test.cc reads it).
#include <regex>

#include <gtest/gtest.h>

#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

// Of 255; measured over all specimens 4.3 and 18.7 (poppler, which draws hairlines wider than they
// are) and 2.3 and 9.9 (mupdf).
struct Bounds {
  double mean;          // over the page
  double worst_square;  // ink of one square of 2 mm
};
constexpr Bounds kPoppler{5, 22};
constexpr Bounds kMupdf{3, 12};

// Paints the boxes of two-dimensional codes, as `inspect` tells them, over with white.
void hide_codes(PixelImage& page, const std::string& dump, double px_per_mm) {
  const std::regex box("modules [0-9]+ in \\[([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)\\]");
  for (auto it = std::sregex_iterator(dump.begin(), dump.end(), box); it != std::sregex_iterator();
       ++it) {
    const auto px = [&](int i) {
      return std::stod((*it)[static_cast<std::size_t>(i)]) * px_per_mm;
    };
    for (int y = static_cast<int>(px(2)) - 1; y < px(2) + px(4) + 1; ++y) {
      for (int x = static_cast<int>(px(1)) - 1; x < px(1) + px(3) + 1; ++x) {
        page.set_white(x, y);
      }
    }
  }
}

class Agreement : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    const auto engine = shipped_engine();
    RenderOptions options;
    options.dpi = 200;
    ours_ = decode_png(render(*engine, GetParam(), options));
    dump_ = engine->inspect(*engine->prepare(GetParam().tmpl), record_of(GetParam()));
    hide_codes(ours_, dump_, 200 / 25.4);
    options.format = Format::kPdf;
    folder_ = test_folder();
    write_file(folder_ + "/a.pdf", render(*engine, GetParam(), options));
  }

  void expect_agreement(PixelImage theirs, const Bounds& bounds) const {
    hide_codes(theirs, dump_, 200 / 25.4);
    const double mean = mean_difference(ours_, theirs);
    const double square = worst_square(ours_, theirs, 16);
    RecordProperty("mean", std::to_string(mean));
    RecordProperty("worst_square", std::to_string(square));
    EXPECT_LT(mean, bounds.mean);
    EXPECT_LT(square, bounds.worst_square);
  }

  PixelImage ours_;
  std::string dump_;
  std::string folder_;
};

TEST_P(Agreement, WithPoppler) {
  ASSERT_EQ(
      run({"pdftoppm", "-r", "200", "-png", "-singlefile", folder_ + "/a.pdf", folder_ + "/p"})
          .exit_code,
      0);
  expect_agreement(read_png(folder_ + "/p.png"), kPoppler);
}

TEST_P(Agreement, WithMupdf) {
  ASSERT_EQ(run({"mutool", "draw", "-q", "-r", "200", "-o", folder_ + "/m.png", folder_ + "/a.pdf"})
                .exit_code,
            0);
  expect_agreement(read_png(folder_ + "/m.png"), kMupdf);
}

INSTANTIATE_TEST_SUITE_P(Specimens, Agreement, testing::ValuesIn(all_specimens()), name_of);

}  // namespace
}  // namespace certpress::tests
