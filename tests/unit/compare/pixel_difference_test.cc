// How much two pictures differ: exactly, perceptibly, and in one spot.
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "certpress/compare.h"

#include "raster/raster.h"

namespace certpress {
namespace {

constexpr double kThreshold = PixelBudget{}.threshold;

struct Canvas {
  explicit Canvas(int side) : pixels{side, side, {}} {
    pixels.data.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 0xffffffff);
  }
  Canvas& fill(int x, int y, int width, int height, std::uint32_t color) {
    for (int row = y; row < y + height; ++row) {
      for (int column = x; column < x + width; ++column) {
        pixels.data[static_cast<std::size_t>(row * pixels.width + column)] = color;
      }
    }
    return *this;
  }
  [[nodiscard]] std::string png() const {
    return raster::encode_png(pixels, {96, pixels.width, pixels.height});
  }
  raster::Pixels pixels;
};

TEST(PixelDifference, IsNoneForEqualPixelsInOtherBytes) {
  const raster::Pixels pixels = Canvas(9).pixels;
  const std::string a = raster::encode_png(pixels, {96, 9, 9});
  const std::string b = raster::encode_png(pixels, {300, 9, 9});  // another pHYs chunk
  ASSERT_NE(a, b);
  EXPECT_TRUE(compare_pictures(a, b, kThreshold, {}).equal());
}

// A dot of 、 on a page of eight million pixels, at 300 dpi.
TEST(PixelDifference, FindsALostDotOnALargePage) {
  Canvas page(2828);
  const std::string whole = page.fill(1000, 2000, 4, 5, 0xff1a1a1a).png();
  const std::string without = Canvas(2828).png();
  const PixelDifference found = compare_pictures(whole, without, kThreshold, {});
  EXPECT_EQ(found.perceptible, 20);
  EXPECT_EQ(found.largest_blob, 20);
  ASSERT_EQ(found.blobs.size(), 1U);
  EXPECT_EQ(found.blobs[0].x, 1000);
  EXPECT_EQ(found.blobs[0].height, 5);
  // Few pixels, and yet too large a spot.
  EXPECT_LT(found.perceptible, PixelBudget{}.pixels);
  EXPECT_FALSE(found.within(PixelBudget{}));
}

TEST(PixelDifference, ForgivesScatteredPixelsUpToTheBudget) {
  Canvas scattered(200);
  for (int i = 0; i < 50; ++i) {
    scattered.fill(4 * i % 200, 4 * (i / 10), 1, 1, 0xff000000);
  }
  const PixelDifference found =
      compare_pictures(Canvas(200).png(), scattered.png(), kThreshold, {});
  EXPECT_EQ(found.perceptible, 50);
  EXPECT_EQ(found.largest_blob, 1);
  EXPECT_TRUE(found.within(PixelBudget{}));
  EXPECT_FALSE(found.within({.pixels = 49, .blob = 3}));
}

TEST(PixelDifference, CountsPixelsThatTouchAtCornersAsOneSpot) {
  Canvas diagonal(20);
  for (int i = 0; i < 7; ++i) {
    diagonal.fill(i, i, 1, 1, 0xff000000);
  }
  EXPECT_EQ(compare_pictures(Canvas(20).png(), diagonal.png(), kThreshold, {}).largest_blob, 7);
}

TEST(PixelDifference, SeesThreePerCentOfColourAndNotOneStep) {
  const std::string red = Canvas(9).fill(0, 0, 9, 9, 0xffa6192e).png();
  const std::string step = Canvas(9).fill(0, 0, 9, 9, 0xffa7192e).png();
  const std::string three = Canvas(9).fill(0, 0, 9, 9, 0xffae2136).png();
  EXPECT_EQ(compare_pictures(red, step, kThreshold, {}).perceptible, 0);
  EXPECT_EQ(compare_pictures(red, step, kThreshold, {}).differing, 81);
  EXPECT_EQ(compare_pictures(red, three, kThreshold, {}).perceptible, 81);
}

TEST(PixelDifference, BlackAndWhiteAreFarthest) {
  const PixelDifference found = compare_pictures(
      Canvas(3).png(), Canvas(3).fill(0, 0, 3, 3, 0xff000000).png(), kThreshold, {});
  EXPECT_NEAR(found.greatest, 1, 0.05);
}

TEST(PixelDifference, LeavesOutWhatIsIgnored) {
  const std::string dot = Canvas(50).fill(10, 10, 5, 5, 0xff000000).png();
  EXPECT_TRUE(compare_pictures(Canvas(50).png(), dot, kThreshold, {{9, 9, 7, 7}}).equal());
  EXPECT_EQ(compare_pictures(Canvas(50).png(), dot, kThreshold, {{-5, -5, 17, 100}}).differing, 15);
}

TEST(PixelDifference, OfOtherSizesIsNeverWithinABudget) {
  const PixelDifference found = compare_pictures(Canvas(5).png(), Canvas(6).png(), kThreshold, {});
  EXPECT_FALSE(found.same_size);
  EXPECT_FALSE(found.within({.threshold = 1, .pixels = 1'000'000, .blob = 1'000'000}));
}

TEST(PixelDifference, RefusesWhatIsNoPicture) {
  try {
    (void)compare_pictures("no", Canvas(5).png(), kThreshold, {});
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().front().code, "picture/unreadable");
    EXPECT_EQ(refused.diagnostics().front().place.file, "before");
  }
}

TEST(DifferencePicture, IsRedWhereItDiffersAndGreyElsewhere) {
  const std::string before = Canvas(9).fill(0, 0, 3, 3, 0xff000000).png();
  const std::string after =
      Canvas(9).fill(0, 0, 3, 3, 0xff000000).fill(5, 5, 1, 1, 0xff000000).png();
  const std::string picture = difference_picture(before, after, kThreshold);
  const std::string wanted =
      Canvas(9).fill(0, 0, 3, 3, 0xffaaaaaa).fill(5, 5, 1, 1, 0xffd0021b).png();
  EXPECT_TRUE(compare_pictures(picture, wanted, 0, {}).equal());
}

}  // namespace
}  // namespace certpress
