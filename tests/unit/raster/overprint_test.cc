// The fast way to pixels against cairo's, item by item.
#include "raster/overprint.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

#include "raster/still_page.h"
#include "support/image.h"
#include "unit/canvas/specimen.h"

namespace certpress::raster {
namespace {

using tests::filled_rect;
using tests::page_of;
using tests::text_run;

constexpr double kTenPerMm = 254;  // dpi: a millimetre is ten pixels

std::shared_ptr<const sheet::Item> variable(tests::Content content, const Rect& bounds) {
  auto item = std::make_shared<sheet::Item>(*tests::item(std::move(content)));
  item->variability = sheet::Variability::kVariable;
  item->fixed = false;
  item->bounds = bounds;
  return item;
}

Pixels plain(const sheet::Sheet& sheet, double dpi) {
  const auto resolution = Resolution::from_dpi(sheet.page, dpi);
  Pixels pixels = draw_base(sheet, resolution);
  draw_rest(pixels, sheet, resolution);
  return pixels;
}

class Fast {
 public:
  Fast(const sheet::Sheet& sheet, const std::vector<Rect>& places, double dpi)
      : page_(StillPage::make(sheet, places, Resolution::from_dpi(sheet.page, dpi), {},
                              overprint_)) {}
  std::optional<Pixels> draw(const sheet::Sheet& sheet) {
    const auto pixels = page_->pixels(sheet, overprint_);
    const auto png = page_->png(sheet, overprint_);
    EXPECT_EQ(pixels.has_value(), png.has_value());
    if (pixels && png) {
      EXPECT_TRUE(tests::decode_png(encode_png(*pixels, {100, pixels->width, pixels->height})) ==
                  tests::decode_png(*png));
    }
    return pixels;
  }

 private:
  SpriteCache sprites_{std::size_t{1} << 24U};
  Overprint overprint_{sprites_};
  std::unique_ptr<StillPage> page_;
};

int largest_difference(const Pixels& a, const Pixels& b) {
  EXPECT_EQ(a.data.size(), b.data.size());
  int most = 0;
  for (std::size_t i = 0; i < a.data.size(); ++i) {
    for (const unsigned shift : {0U, 8U, 16U}) {
      most = std::max(most, std::abs(static_cast<int>(a.data[i] >> shift & 0xffU) -
                                     static_cast<int>(b.data[i] >> shift & 0xffU)));
    }
  }
  return most;
}

int difference_of(const sheet::Sheet& sheet, const std::vector<Rect>& places, double dpi) {
  const auto fast = Fast(sheet, places, dpi).draw(sheet);
  return fast ? largest_difference(*fast, plain(sheet, dpi)) : 255;
}

TEST(Overprint, DrawsGlyphsOnQuartersOfAPixelAsCairoDoes) {
  // Coordinates that are quarters of a pixel: nothing is left but how coverage is rounded. Cairo
  // counts it in fifteenths of a pixel's height, 17 of 255, at either edge of a stroke.
  const Rect box{2, 2, 26, 16};
  const auto sheet =
      page_of({30, 20}, {tests::item(filled_rect({0, 0, 30, 20}, {250, 240, 200, 1}), true),
                         variable(text_run(tests::song(), 6, {3.025, 9.05}, "样例证"), box),
                         variable(text_run(tests::kai(), 6, {3.075, 16.1}, "道路运"), box)});
  EXPECT_LE(difference_of(sheet, {box}, kTenPerMm), 36);
}

TEST(Overprint, ColoursMayBeTransparent) {
  const Rect box{2, 2, 26, 16};
  auto run = text_run(tests::song(), 9, {3.025, 12.05}, "█证");
  run.color = {200, 30, 60, 0.4};
  EXPECT_LE(difference_of(page_of({30, 20}, {variable(run, box)}), {box}, kTenPerMm), 12);
}

TEST(Overprint, DrawsNothingOutsideTheBounds) {
  const Rect box{10, 5, 5, 5};
  const auto sheet = page_of({30, 20}, {variable(text_run(tests::song(), 9, {6, 12}, "█"), box)});
  const auto fast = Fast(sheet, {box}, kTenPerMm).draw(sheet);
  ASSERT_TRUE(fast);
  for (int y = 0; y < fast->height; ++y) {
    for (int x = 0; x < fast->width; ++x) {
      const bool inside = x >= 100 && x < 150 && y >= 50 && y < 100;
      const auto pixel = fast->data.at(static_cast<std::size_t>(y * fast->width + x));
      ASSERT_EQ(pixel, inside ? 0xff000000U : 0xffffffffU) << x << " " << y;
    }
  }
}

TEST(Overprint, LeavesASheetAloneThatDoesNotKeepToItsPlaces) {
  const auto sheet =
      page_of({30, 20}, {variable(text_run(tests::song(), 9, {6, 12}, "█"), Rect{0, 0, 30, 20})});
  EXPECT_FALSE(Fast(sheet, {{20, 15, 5, 5}}, kTenPerMm).draw(sheet));
}

TEST(Overprint, KeepsTheOrderOfFixedItemsAboveAndBelow) {
  const Rect box{5, 5, 20, 10};
  sheet::Group veil;
  veil.opacity = 0.3;
  veil.items = {tests::item(filled_rect({8, 0, 9, 20}, {0, 0, 255, 1}))};
  const auto sheet = page_of(
      {30, 20}, {tests::item(filled_rect({0, 0, 30, 20}, {240, 250, 240, 1}), true),
                 variable(filled_rect({6, 6, 8, 8}, {255, 0, 0, 1}), box), tests::item(veil),
                 variable(filled_rect({12, 8, 8, 3}, {0, 128, 0, 1}), box),
                 tests::item(filled_rect({14, 7, 1, 8}, {0, 0, 0, 1}))});
  EXPECT_LE(difference_of(sheet, {box}, kTenPerMm), 1);
}

TEST(Overprint, MultipliesASealOverTextAsCairoDoes) {
  const Rect box{2, 2, 20, 16};
  sheet::Group seal;
  seal.blend = sheet::Blend::kMultiply;
  seal.opacity = 0.82;
  seal.transform = Transform::rotation(20).then(Transform::translation(8, 4));
  seal.items = {tests::item(filled_rect({0, 0, 8, 6}, {208, 2, 27, 1})),
                tests::item(filled_rect({3, 2, 4, 2}, {40, 90, 200, 0.5}))};
  const auto sheet = page_of(
      {30, 20}, {variable(filled_rect({3, 6, 18, 2}, {30, 30, 30, 1}), box), variable(seal, box)});
  EXPECT_LE(difference_of(sheet, {box}, kTenPerMm), 2);
}

TEST(Overprint, GivesModulesTheSameWholePixels) {
  const Rect box{3, 3, 14, 14};
  sheet::Path code;
  code.modules = sheet::ModuleGrid{box, 21};
  code.fill = Color{};
  for (int i = 0; i < 21; ++i) {
    code.outline.add_rect({box.x + box.width * (i * 5 % 21) / 21, box.y + box.height * i / 21,
                           box.width / 21, box.height / 21});
  }
  for (const double dpi : {72.0, 96.0, 150.0, 301.0}) {
    EXPECT_EQ(difference_of(page_of({20, 20}, {variable(code, box)}), {box.grown(1)}, dpi), 0)
        << dpi;
  }
}

TEST(Overprint, MakesPhotosSmallerAndLargerAboutAsCairoDoes) {
  auto photo = tests::quarters(160, 120);
  for (std::size_t i = 0; i < photo->rgba.size(); ++i) {
    const auto x = static_cast<int>(i / 4 % 160);
    const auto y = static_cast<int>(i / 4 / 160);
    photo->rgba[i] =
        i % 4 == 3 ? 255 : static_cast<std::uint8_t>(128 + 60 * std::sin(x / 9.0) + y / 2);
  }
  for (const double width : {4.0, 8.0, 12.3, 16.0, 24.0}) {
    const Rect box{2.03, 2.07, width, width * 0.75};
    const sheet::Image image{photo, {0, 0, 160, 120}, box};
    EXPECT_LE(difference_of(page_of({30, 22}, {variable(image, box)}), {box}, kTenPerMm), 8)
        << width;
  }
}

TEST(Overprint, AWhitePhotoIsWhite) {
  auto photo = tests::quarters(100, 70);
  std::ranges::fill(photo->rgba, std::uint8_t{255});
  for (const double width : {1.7, 5.0, 9.9, 17.3}) {
    const Rect box{2.03, 2.07, width, width * 0.7};
    const auto sheet =
        page_of({30, 20}, {variable(sheet::Image{photo, {0, 0, 100, 70}, box}, box)});
    const auto fast = Fast(sheet, {box}, kTenPerMm).draw(sheet);
    ASSERT_TRUE(fast);
    EXPECT_TRUE(std::ranges::all_of(fast->data, [](auto pixel) { return pixel == 0xffffffffU; }))
        << width;
  }
}

TEST(StillPage, ComesBackFromItsBytes) {
  const Rect box{2, 2, 20, 16};
  sheet::Group veil;
  veil.opacity = 0.3;
  veil.items = {tests::item(filled_rect({0, 0, 9, 20}, {0, 0, 255, 1}))};
  const auto sheet = page_of(
      {30, 20}, {tests::item(filled_rect({0, 0, 30, 20}, {240, 250, 240, 1}), true),
                 variable(filled_rect({3, 6, 18, 2}, {30, 30, 30, 1}), box), tests::item(veil)});
  const auto resolution = Resolution::from_dpi(sheet.page, 100);
  SpriteCache sprites(std::size_t{1} << 24U);
  Overprint overprint(sprites);
  const auto page = StillPage::make(sheet, {box}, resolution, {}, overprint);
  const std::string bytes = page->serialise();
  const auto again = StillPage::deserialise(Bytes::from_string(bytes), resolution);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->png(sheet, overprint), page->png(sheet, overprint));
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 40) {
    EXPECT_FALSE(StillPage::deserialise(Bytes::from_string(bytes.substr(0, size)), resolution));
  }
  EXPECT_FALSE(
      StillPage::deserialise(Bytes::from_string(bytes), Resolution::from_dpi(sheet.page, 101)));
}

}  // namespace
}  // namespace certpress::raster
