#include "raster/raster.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "support/image.h"
#include "unit/canvas/specimen.h"

namespace certpress::raster {
namespace {

using tests::filled_rect;
using tests::item;
using tests::page_of;
using tests::text_run;

// At 254 dpi a millimetre is ten pixels.
constexpr double kTenPerMm = 254;

Pixels draw(const sheet::Sheet& sheet, double dpi) {
  const auto resolution = Resolution::from_dpi(sheet.page, dpi);
  Pixels pixels = draw_base(sheet, resolution);
  draw_rest(pixels, sheet, resolution);
  return pixels;
}

std::uint32_t pixel(const Pixels& pixels, int x, int y) {
  return pixels.data.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                        static_cast<std::size_t>(x));
}

int channel(std::uint32_t pixel, int shift) { return static_cast<int>(pixel >> shift & 0xff); }

// The only black rectangle on a page, from the coverage of its pixels, in mm.
Rect measured_ink(const Pixels& pixels, double dpi) {
  double ink = 0;
  double at_x = 0;
  double at_y = 0;
  std::vector<double> columns(static_cast<std::size_t>(pixels.width));
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      const double dark = (255 - channel(pixel(pixels, x, y), 0)) / 255.0;
      ink += dark;
      at_x += dark * (x + 0.5);
      at_y += dark * (y + 0.5);
      columns.at(static_cast<std::size_t>(x)) += dark;
    }
  }
  const double mm = kMmPerInch / dpi;
  const double height = columns.at(static_cast<std::size_t>(at_x / ink));
  const double width = ink / height;
  return {(at_x / ink - width / 2) * mm, (at_y / ink - height / 2) * mm, width * mm, height * mm};
}

void expect_near(const Rect& measured, const Rect& expected, double tolerance) {
  EXPECT_NEAR(measured.x, expected.x, tolerance);
  EXPECT_NEAR(measured.y, expected.y, tolerance);
  EXPECT_NEAR(measured.right(), expected.right(), tolerance);
  EXPECT_NEAR(measured.bottom(), expected.bottom(), tolerance);
}

TEST(Resolution, RoundsThePageToWholePixels) {
  const auto resolution = Resolution::from_dpi({297, 210}, 150);
  EXPECT_EQ(resolution.width, 1754);
  EXPECT_EQ(resolution.height, 1240);
  EXPECT_EQ(resolution.dpi, 150);
}

TEST(Resolution, FollowsAWidthInPixels) {
  const auto resolution = Resolution::from_width({297, 210}, 1080);
  EXPECT_EQ(resolution.width, 1080);
  EXPECT_EQ(resolution.height, 764);  // 763.6
  EXPECT_DOUBLE_EQ(resolution.dpi, 1080 / (297 / 25.4));
}

class AtDpi : public testing::TestWithParam<int> {};

TEST_P(AtDpi, ARectangleLiesWhereTheSheetSays) {
  const Rect rect{10.03, 7.07, 5.21, 3.33};
  const auto pixels = draw(page_of({40, 30}, {item(filled_rect(rect, {}))}), GetParam());
  expect_near(measured_ink(pixels, GetParam()), rect, 0.02);
}

TEST_P(AtDpi, AGlyphLiesWhereTheSheetSays) {
  // In Noto Serif CJK the full block is one rectangle: -10 to 1010 by -130 to 890 of 1000 units.
  const double size = 6.3;
  const auto pixels = draw(
      page_of({40, 30}, {item(text_run(tests::song(), size, {20.17, 15.29}, "█"))}), GetParam());
  const Rect block = tests::glyph_extents(tests::song(), "█");
  const Rect expected{20.17 + block.x * size, 15.29 + block.y * size, block.width * size,
                      block.height * size};
  expect_near(measured_ink(pixels, GetParam()), expected, 0.02);
}

TEST_P(AtDpi, ModulesAreEqualSquaresOfWholePixels) {
  const Rect box{5.13, 4.27, 19.1, 19.1};
  constexpr int kCount = 25;
  const auto set = [](int x, int y) { return (x * 7 + y * 3 + x * y) % 3 == 0; };
  sheet::Path code;
  code.modules = sheet::ModuleGrid{box, kCount};
  code.fill = Color{};
  const double module = box.width / kCount;
  for (int y = 0; y < kCount; ++y) {
    for (int x = 0; x < kCount; ++x) {
      if (set(x, y)) {
        code.outline.add_rect({box.x + x * module, box.y + y * module, module, module});
      }
    }
  }
  sheet::Group moved;  // as the code of an element that was placed by a group
  moved.transform = Transform::translation(1.7, 0.9);
  moved.items = {item(code)};
  const auto pixels = draw(page_of({40, 30}, {item(moved)}), GetParam());

  const double px_per_mm = GetParam() / kMmPerInch;
  const int side = static_cast<int>(box.width * px_per_mm / kCount);
  const double left = (box.centre().x + 1.7) * px_per_mm - side * kCount / 2.0;
  const double top = (box.centre().y + 0.9) * px_per_mm - side * kCount / 2.0;
  int wrong = 0;
  for (int y = 0; y < side * kCount; ++y) {
    for (int x = 0; x < side * kCount; ++x) {
      const auto expected = set(x / side, y / side) ? 0xff000000U : 0xffffffffU;
      wrong += pixel(pixels, x + static_cast<int>(std::round(left)),
                     y + static_cast<int>(std::round(top))) != expected
                   ? 1
                   : 0;
    }
  }
  EXPECT_EQ(wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(Raster, AtDpi, testing::Values(96, 150, 300, 600));

TEST(Raster, ModulesOfABoxThatIsTooSmallAreOnePixel) {
  sheet::Path code;
  code.modules = sheet::ModuleGrid{{1, 1, 1, 1}, 21};  // ten pixels for 21 modules
  code.outline.add_rect({1, 1, 1, 1});
  code.fill = Color{};
  const auto pixels = draw(page_of({5, 5}, {item(code)}), kTenPerMm);
  const Rect ink = measured_ink(pixels, kTenPerMm);
  EXPECT_NEAR(ink.width, 2.1, 1e-9);
  EXPECT_NEAR(ink.height, 2.1, 1e-9);
}

TEST(Raster, ModulesOfATurnedCodeStayWhereTheyAre) {
  sheet::Path code;
  code.modules = sheet::ModuleGrid{{0, 0, 3.07, 3.07}, 21};
  code.outline.add_rect({0, 0, 3.07, 3.07});
  code.fill = Color{};
  sheet::Group turned;
  turned.transform = Transform::rotation(90).then(Transform::translation(5.5, 1.5));
  turned.items = {item(code)};
  const auto pixels = draw(page_of({10, 10}, {item(turned)}), kTenPerMm);
  expect_near(measured_ink(pixels, kTenPerMm), {2.43, 1.5, 3.07, 3.07}, 0.02);
}

TEST(Raster, BaseAndRestTogetherAreTheWholeSheet) {
  const auto sheet = tests::specimen_certificate();
  auto undivided = sheet;
  for (auto& part : undivided.items) {
    auto copy = std::make_shared<sheet::Item>(*part);
    copy->in_base = false;
    part = copy;
  }
  EXPECT_EQ(draw(sheet, 96).data, draw(undivided, 96).data);
}

TEST(Raster, LeavesOpaquePixelsOnly) {
  for (const std::uint32_t value : draw(tests::specimen_certificate(), 96).data) {
    ASSERT_EQ(value >> 24, 0xffU);
  }
}

TEST(Raster, RefusesABaseOfAnotherResolution) {
  const auto sheet = page_of({10, 10}, {});
  Pixels base = draw_base(sheet, Resolution::from_dpi(sheet.page, 96));
  EXPECT_THROW(draw_rest(base, sheet, Resolution::from_dpi(sheet.page, 150)), std::logic_error);
}

TEST(Raster, ACroppedPictureShowsNothingOfItsNeighbours) {
  // Only the red quarter, larger and smaller than its pixels.
  for (const double side : {1.0, 20.0}) {
    const auto pixels = draw(
        page_of({30, 30},
                {item(sheet::Image{tests::quarters(80, 80), {0, 0, 40, 40}, {5, 5, side, side}})}),
        kTenPerMm);
    const int last = 49 + static_cast<int>(side * 10);
    for (const int at : {50, 51, last - 1, last}) {
      EXPECT_EQ(pixel(pixels, at, at), 0xffff0000U) << at;
      EXPECT_EQ(pixel(pixels, at, last), 0xffff0000U) << at;
      EXPECT_EQ(pixel(pixels, last, at), 0xffff0000U) << at;
    }
    EXPECT_EQ(pixel(pixels, 49, 60), 0xffffffffU);
    EXPECT_EQ(pixel(pixels, last + 1, 55), 0xffffffffU);
  }
}

TEST(Raster, APictureMadeSmallerIsAveraged) {
  auto board = tests::quarters(400, 400);
  for (std::size_t i = 0; i < board->rgba.size(); ++i) {
    const bool white = (i / 4 % 400 + i / 4 / 400) % 2 == 0;
    board->rgba.at(i) = i % 4 == 3 || white ? 255 : 0;
  }
  const auto pixels = draw(
      page_of({10, 10}, {item(sheet::Image{board, {0, 0, 400, 400}, {2, 2, 5, 5}})}), kTenPerMm);
  for (int y = 20; y < 70; ++y) {
    for (int x = 20; x < 70; ++x) {
      ASSERT_NEAR(channel(pixel(pixels, x, y), 8), 127.5, 3) << x << " " << y;
    }
  }
}

TEST(Raster, APictureOfFewerPixelsStandsAtTheSamePlace) {
  const auto shown = [](const std::shared_ptr<Picture>& picture) {
    return draw(page_of({10, 10}, {item(sheet::Image{picture, {10, 5, 40, 40}, {2, 2, 4, 4}})}),
                kTenPerMm);
  };
  const auto whole = shown(tests::quarters(60, 60));
  const auto half = tests::quarters(30, 30);
  half->width = half->height = 60;
  half->reduction = 2;
  const auto reduced = shown(half);
  for (const int at : {19, 20, 37, 42, 48, 59, 60}) {  // the quarters meet at 40 and 45
    EXPECT_EQ(pixel(reduced, at, 30), pixel(whole, at, 30)) << at;
    EXPECT_EQ(pixel(reduced, 30, at), pixel(whole, 30, at)) << at;
  }
}

TEST(Raster, AlphaOfAPictureIsStraight) {
  auto veil = tests::quarters(20, 20);
  veil->has_alpha = true;
  for (std::size_t i = 0; i < veil->rgba.size(); ++i) {
    veil->rgba.at(i) = i % 4 == 3 ? 128 : 100;
  }
  const auto pixels =
      draw(page_of({10, 10}, {item(sheet::Image{veil, {0, 0, 20, 20}, {2, 2, 5, 5}})}), kTenPerMm);
  EXPECT_NEAR(channel(pixel(pixels, 40, 40), 8), 177, 1);  // 100 * 128/255 + 255 * 127/255
}

TEST(Raster, MultiplyLetsDarkTextShowThroughASeal) {
  sheet::Group seal;
  seal.blend = sheet::Blend::kMultiply;
  seal.transform = Transform::translation(1, 1);
  seal.items = {item(filled_rect({1, 1, 6, 6}, {200, 0, 0, 1}))};
  const auto pixels =
      draw(page_of({10, 10}, {item(filled_rect({0, 4, 10, 1}, {0, 0, 0, 1})),
                              item(filled_rect({0, 6, 10, 1}, {0, 255, 0, 1})), item(seal)}),
           kTenPerMm);
  EXPECT_EQ(pixel(pixels, 30, 30), 0xffc80000U);  // on paper
  EXPECT_EQ(pixel(pixels, 30, 45), 0xff000000U);  // on black
  EXPECT_EQ(pixel(pixels, 30, 65), 0xff000000U);  // red on green
  EXPECT_EQ(pixel(pixels, 5, 65), 0xff00ff00U);   // beside it
  EXPECT_EQ(pixel(pixels, 19, 19), 0xffffffffU);
  EXPECT_EQ(pixel(pixels, 20, 20), 0xffc80000U);
  EXPECT_EQ(pixel(pixels, 79, 79), 0xffc80000U);
  EXPECT_EQ(pixel(pixels, 80, 80), 0xffffffffU);
}

TEST(Raster, AFadedGroupIsFadedAsOne) {
  sheet::Group group;
  group.opacity = 0.5;
  group.items = {item(filled_rect({1, 1, 4, 4}, {})), item(filled_rect({3, 3, 4, 4}, {}))};
  const auto pixels = draw(page_of({10, 10}, {item(group)}), kTenPerMm);
  EXPECT_NEAR(channel(pixel(pixels, 20, 20), 0), 127, 1);
  EXPECT_EQ(pixel(pixels, 40, 40), pixel(pixels, 20, 20));  // where both lie
}

TEST(Raster, ThreadsDrawTheSame) {
  const auto sheet = tests::specimen_certificate();
  const auto expected = draw(sheet, 96).data;
  std::vector<std::vector<std::uint32_t>> drawn(4);
  std::vector<std::thread> threads;
  threads.reserve(drawn.size());
  for (auto& out : drawn) {
    threads.emplace_back([&] { out = draw(sheet, 96).data; });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  for (const auto& out : drawn) {
    EXPECT_EQ(out, expected);
  }
}

}  // namespace
}  // namespace certpress::raster
