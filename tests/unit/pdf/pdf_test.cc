// The page: text that copies back, places, pictures, and the same look as the pixels.
#include "pdf/pdf.h"

#include <charconv>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "raster/raster.h"
#include "support/image.h"
#include "support/process.h"
#include "support/text.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using tests::filled_rect;
using tests::item;
using tests::one_word;
using tests::page_of;
using tests::run;
using tests::text_run;

std::string saved(const sheet::Sheet& sheet) {
  std::string path = tests::test_folder() + "/out.pdf";
  tests::write_file(path, to_pdf(sheet, {}));
  return path;
}

std::string text_by_poppler(const std::string& path) { return run({"pdftotext", path, "-"}).out; }

std::string text_by_mupdf(const std::string& path) {
  return run({"mutool", "draw", "-q", "-F", "txt", path}).out;
}

// Both programs at 254 dpi unless said: ten pixels a millimetre.
tests::PixelImage seen_by_poppler(const std::string& path, int dpi = 254) {
  const std::string png = path + ".poppler";
  run({"pdftoppm", "-singlefile", "-png", "-r", std::to_string(dpi), path, png});
  return tests::read_png(png + ".png");
}

tests::PixelImage seen_by_mupdf(const std::string& path, int dpi = 254) {
  const std::string png = path + ".mupdf.png";
  run({"mutool", "draw", "-q", "-r", std::to_string(dpi), "-o", png, path});
  return tests::read_png(png);
}

using tests::contains;

std::string in_the_clear(const std::string& path) {
  return run({"qpdf", "--qdf", "--object-streams=disable", path, "-"}).out;
}

TEST(Pdf, TextIsCopiedBackExactly) {
  const std::string line = "样例市样例路12号·Specimen（样）𠅤";
  for (const auto& face : {tests::song(), tests::kai()}) {
    const auto path = saved(page_of({150, 50}, {item(text_run(face, 5, {10, 20}, line))}));
    EXPECT_EQ(text_by_poppler(path), line + "\n\n\f");
    EXPECT_TRUE(contains(text_by_mupdf(path), line + "\n")) << text_by_mupdf(path);
  }
}

TEST(Pdf, ASpreadLabelAndATrackedTitleAreOneWord) {
  const auto label = one_word(text_run(tests::kai(), 5, {10, 20}, "地址", 10));
  const auto title = one_word(text_run(tests::song(), 8, {10, 40}, "道路运输证", 3));
  const auto path = saved(page_of({150, 50}, {item(label), item(title)}));
  EXPECT_EQ(text_by_poppler(path), "地址\n\n道路运输证\n\n\f");
  EXPECT_EQ(text_by_mupdf(path), "地址\n\n道路运输证\n\n\f\n");
}

TEST(Pdf, FontsAreEmbeddedSubsets) {
  const auto path = saved(page_of({150, 50}, {item(text_run(tests::song(), 5, {10, 20}, "样例")),
                                              item(text_run(tests::kai(), 5, {10, 30}, "样例"))}));
  const std::string fonts = run({"pdffonts", path}).out;
  EXPECT_TRUE(contains(fonts,
                       "+NotoSerifCJKsc-Regular        CID Type 0C       Identity-H       "
                       "yes yes yes"))
      << fonts;
  EXPECT_TRUE(contains(fonts,
                       "+LXGWWenKai-Regular            CID Type 0C       Identity-H       "
                       "yes yes yes"))
      << fonts;
  EXPECT_LT(tests::read_file(path).size(), 20'000U);
}

double number_at(const std::string& text, std::size_t at) {
  double number = 0;
  std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

// The numbers that follow `key` in MuPDF's account of what it draws, from points to mm.
std::vector<double> traced(const std::string& path, const std::string& key) {
  const std::string trace = run({"mutool", "trace", path}).out;
  const std::string matrix = "transform=\"";
  std::vector<double> numbers;
  for (auto at = trace.find(key); at != std::string::npos; at = trace.find(key, at + 1)) {
    const double scale = number_at(trace, trace.rfind(matrix, at) + matrix.size());
    numbers.push_back(mm_from_pt(scale * number_at(trace, at + key.size())));
  }
  return numbers;
}

TEST(Pdf, NumbersAreFinerThanAPrinterCanShow) {
  // A long run of small glyphs, where rounding would add up, and a rectangle.
  const auto glyphs = text_run(tests::song(), 1.377, {5.0037, 10}, std::string(80, 'n'), 0.3113);
  const auto path =
      saved(page_of({120, 20}, {item(glyphs), item(filled_rect({110.0031, 3, 2.5, 10}, {}))}));
  const auto places = traced(path, "glyph=\"1\" x=\"");
  ASSERT_EQ(places.size(), 80U);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_NEAR(places.at(i), glyphs.glyphs.at(i).at.x, 0.005) << i;
  }
  EXPECT_NEAR(traced(path, "<moveto x=\"").at(0), 110.0031, 0.001);
}

TEST(Pdf, AJpegIsPassedThroughByteForByte) {
  const auto picture = tests::quarters_jpeg(80, 60, 1);
  const auto path =
      saved(page_of({50, 50}, {item(sheet::Image{picture, {0, 0, 80, 60}, {5, 5, 40, 30}})}));
  EXPECT_TRUE(contains(tests::read_file(path), std::string(picture->encoded.text())));
  EXPECT_TRUE(contains(run({"pdfimages", "-list", path}).out,
                       "image      80    60  rgb     3   8  jpeg   no"));
}

TEST(Pdf, CmykIsNeverPassedThrough) {
  auto picture = tests::quarters_jpeg(80, 60, 1);
  picture->components = 4;
  const auto path =
      saved(page_of({50, 50}, {item(sheet::Image{picture, {0, 0, 80, 60}, {5, 5, 40, 30}})}));
  EXPECT_TRUE(contains(run({"pdfimages", "-list", path}).out,
                       "image      80    60  rgb     3   8  image  no"));
}

TEST(Pdf, NoPictureAsksForInterpolation) {
  auto veil = tests::quarters(20, 20);
  veil->has_alpha = true;
  veil->rgba.at(3) = 100;
  const auto path = saved(page_of(
      {50, 50},
      {item(sheet::Image{veil, {0, 0, 20, 20}, {5, 5, 20, 20}}),
       item(sheet::Image{tests::quarters_jpeg(80, 60, 1), {0, 0, 80, 60}, {5, 30, 20, 15}})}));
  EXPECT_TRUE(contains(in_the_clear(path), "/SMask"));
  EXPECT_FALSE(contains(in_the_clear(path), "/Interpolate true"));
}

class Orientation : public testing::TestWithParam<int> {};

TEST_P(Orientation, AStoredPictureIsShownUpright) {
  // The lower right three quarters, so that the crop is turned with the picture. The colours meet
  // at a multiple of 16 pixels, where no block of the JPEG holds two of them.
  const auto picture = tests::quarters_jpeg(192, 96, GetParam());
  const auto path =
      saved(page_of({50, 50}, {item(sheet::Image{picture, {48, 24, 144, 72}, {5, 5, 36, 18}})}));
  for (const auto& image : {seen_by_poppler(path), seen_by_mupdf(path)}) {
    const auto expect_color = [&](int x, int y, tests::Rgb expected) {
      const auto seen = image.at(x, y);
      EXPECT_NEAR(seen.red, expected.red, 3) << x << " " << y;
      EXPECT_NEAR(seen.green, expected.green, 3) << x << " " << y;
      EXPECT_NEAR(seen.blue, expected.blue, 3) << x << " " << y;
    };
    expect_color(53, 53, {255, 0, 0});
    expect_color(160, 100, {255, 0, 0});
    expect_color(180, 100, {0, 255, 0});
    expect_color(405, 55, {0, 255, 0});
    expect_color(55, 225, {0, 0, 255});
    expect_color(160, 120, {0, 0, 255});
    expect_color(180, 120, {255, 255, 255});
    expect_color(47, 53, {255, 255, 255});
    expect_color(415, 55, {255, 255, 255});
  }
}

INSTANTIATE_TEST_SUITE_P(Pdf, Orientation, testing::Range(1, 9));

TEST(Pdf, MultiplyLetsDarkTextShowThroughASeal) {
  sheet::Group seal;
  seal.blend = sheet::Blend::kMultiply;
  seal.items = {item(filled_rect({2, 2, 6, 6}, {200, 0, 0, 1}))};
  const auto path =
      saved(page_of({10, 10}, {item(filled_rect({0, 4, 10, 1}, {0, 0, 0, 1})),
                               item(filled_rect({0, 6, 10, 1}, {0, 255, 0, 1})), item(seal)}));
  EXPECT_TRUE(contains(in_the_clear(path), "/BM /Multiply"));
  EXPECT_FALSE(contains(in_the_clear(path), "/Subtype /Image"));  // still vectors
  for (const auto& image : {seen_by_poppler(path), seen_by_mupdf(path)}) {
    EXPECT_NEAR(image.at(30, 30).red, 200, 1);
    EXPECT_EQ(image.at(30, 30).green, 0);
    EXPECT_EQ(image.darkness(30, 45), 255);
    EXPECT_EQ(image.darkness(30, 65), 255);
    EXPECT_EQ(image.at(5, 65).green, 255);
  }
}

TEST(Pdf, LooksLikeThePixels) {
  const auto sheet = tests::specimen_certificate();
  const auto resolution = raster::Resolution::from_dpi(sheet.page, 254);
  auto pixels = raster::draw_base(sheet, resolution);
  raster::draw_rest(pixels, sheet, resolution);
  const auto ours = tests::decode_png(raster::encode_png(pixels, resolution));
  const auto path = saved(sheet);
  // Renderers differ in how they smooth an edge, and poppler moves thin lines to whole pixels.
  EXPECT_LT(tests::mean_difference(ours, seen_by_poppler(path)), 1.8);
  EXPECT_LT(tests::mean_difference(ours, seen_by_mupdf(path)), 0.3);
}

}  // namespace
}  // namespace certpress::pdf
