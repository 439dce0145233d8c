// What is spliced decodes to the very pixels, whatever changed: two decoders, pages of all kinds of
// content, cells anywhere.
#include "splice/page.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "support/image.h"

namespace certpress::splice {
namespace {

struct Canvas {
  int width;
  int height;
  std::vector<std::uint32_t> pixels;

  Canvas(int w, int h)
      : width(w),
        height(h),
        pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0xffffffffU) {}
  [[nodiscard]] PixelView view() const { return {width, height, pixels.data()}; }
  std::uint32_t& at(int x, int y) {
    return pixels.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(x));
  }
};

enum class Texture { kFlat, kNoise, kStripes, kFewColours, kSparse, kGradient };
constexpr Texture kTextures[] = {Texture::kFlat,       Texture::kNoise,  Texture::kStripes,
                                 Texture::kFewColours, Texture::kSparse, Texture::kGradient};

class Painter {
 public:
  explicit Painter(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  void fill(Canvas& canvas, const PixelRect& rect, Texture texture) {
    const auto base = static_cast<std::uint32_t>(random_());
    for (int y = rect.top; y < rect.bottom; ++y) {
      for (int x = rect.left; x < rect.right; ++x) {
        const std::uint32_t old = canvas.at(x, y);
        canvas.at(x, y) = 0xff000000U | color(texture, base, x, y, old);
      }
    }
  }

  PixelRect rect_in(const Canvas& canvas) {
    const int left = below(canvas.width);
    const int top = below(canvas.height);
    return {left, top, left + 1 + below(canvas.width - left), top + 1 + below(canvas.height - top)};
  }

  Texture texture() { return kTextures[below(6)]; }

 private:
  std::uint32_t color(Texture texture, std::uint32_t base, int x, int y, std::uint32_t old) {
    switch (texture) {
      case Texture::kFlat:
        return base & 0xffffffU;
      case Texture::kNoise:
        return static_cast<std::uint32_t>(random_()) & 0xffffffU;
      case Texture::kStripes:
        return (x + y) % 7 < 3 ? base & 0xffffffU : 0x102030U;
      case Texture::kFewColours:
        return (base + static_cast<std::uint32_t>(random_() % 4) * 77777U) & 0xffffffU;
      case Texture::kSparse:
        return random_() % 41 == 0 ? base & 0xffffffU : old & 0xffffffU;
      case Texture::kGradient:
        return static_cast<std::uint32_t>((x * 3 & 255) << 16 | (y * 5 & 255) << 8 |
                                          ((x + y) & 255));
    }
    return 0;
  }

  std::mt19937 random_;
};

void expect_decodes_to(const std::string& png, const Canvas& canvas) {
  const auto image = tests::decode_png(png);
  ASSERT_EQ(image.width, canvas.width);
  ASSERT_EQ(image.height, canvas.height);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < canvas.pixels.size(); ++i) {
    const std::uint32_t pixel = 0xff000000U | static_cast<std::uint32_t>(image.rgb[3 * i] << 16) |
                                static_cast<std::uint32_t>(image.rgb[3 * i + 1] << 8) |
                                image.rgb[3 * i + 2];
    wrong += pixel != canvas.pixels[i] ? 1U : 0U;
  }
  EXPECT_EQ(wrong, 0U);
  EXPECT_TRUE(tests::decode_png_strictly(png) == image);
}

// A page of patches of all kinds, some of which may change.
struct Specimen {
  Canvas still;
  CellSet variable;
  std::vector<PixelRect> boxes;

  Specimen(int width, int height, Painter& painter)
      : still(width, height), variable(width, height) {
    for (int i = 0; i < 6; ++i) {
      painter.fill(still, painter.rect_in(still), painter.texture());
    }
    for (int i = painter.below(5); i > 0; --i) {
      boxes.push_back(painter.rect_in(still));
      variable.add(boxes.back());
    }
  }
};

class SplicedPage : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(SplicedPage, DecodesToItsPixelsWhateverChanged) {
  const auto [width, height] = GetParam();
  Painter painter(static_cast<unsigned>(width * 1000 + height));
  const int rounds = width * height > 100'000 ? 2 : 8;
  for (int round = 0; round < rounds; ++round) {
    Specimen specimen(width, height, painter);
    const Page page = Page::compile(specimen.still.view(), specimen.variable, 5906, {});
    for (int record = 0; record < 4; ++record) {
      Canvas canvas = specimen.still;
      CellSet touched(width, height);
      for (const PixelRect& box : specimen.boxes) {
        PixelRect part = box;
        if (painter.below(3) != 0) {
          part.left += painter.below(box.right - box.left);
          part.bottom -= painter.below(box.bottom - box.top);
        }
        painter.fill(canvas, part, painter.texture());
        touched.add(part);
      }
      const Canvas expected = canvas;
      expect_decodes_to(page.splice(canvas.pixels.data(), touched), expected);
      EXPECT_TRUE(canvas.pixels == specimen.still.pixels);
    }
  }
}

// Cells whole and cut off, blocks of rows whole and cut off, and rows too long for a match to reach
// back to the one above.
INSTANTIATE_TEST_SUITE_P(Sizes, SplicedPage,
                         testing::Values(std::pair(1, 1), std::pair(5, 1), std::pair(31, 3),
                                         std::pair(32, 64), std::pair(33, 65), std::pair(100, 200),
                                         std::pair(640, 130), std::pair(2100, 70),
                                         std::pair(10'922, 9), std::pair(10'923, 9),
                                         std::pair(14'000, 12)),
                         [](const auto& test) {
                           return std::to_string(test.param.first) + "x" +
                                  std::to_string(test.param.second);
                         });

TEST(Page, TheSamePixelsGiveTheSameBytesHoweverManyCellsWereTouched) {
  Painter painter(6);
  Specimen specimen(400, 100, painter);
  CellSet everything(400, 100);
  everything.add({0, 0, 400, 100});
  const Page page = Page::compile(specimen.still.view(), everything, 5906, {});
  Canvas canvas = specimen.still;
  painter.fill(canvas, {30, 20, 90, 60}, Texture::kFewColours);
  CellSet touched(400, 100);
  touched.add({30, 20, 90, 60});
  Canvas again = canvas;
  EXPECT_EQ(page.splice(canvas.pixels.data(), touched),
            page.splice(again.pixels.data(), everything));
}

TEST(Page, ComesBackFromItsBytes) {
  Painter painter(7);
  Specimen specimen(500, 150, painter);
  specimen.variable.add({100, 20, 300, 90});
  const Page page = Page::compile(specimen.still.view(), specimen.variable, 5906, {});
  const std::string bytes = page.serialise();
  std::vector<std::uint32_t> still;
  const auto again = Page::deserialise(Bytes::from_string(bytes), still);
  ASSERT_TRUE(again);
  EXPECT_TRUE(still == specimen.still.pixels);
  Canvas canvas = specimen.still;
  painter.fill(canvas, {110, 30, 200, 80}, Texture::kNoise);
  Canvas copy = canvas;
  EXPECT_EQ(again->splice(copy.pixels.data(), specimen.variable),
            page.splice(canvas.pixels.data(), specimen.variable));
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 50) {
    EXPECT_FALSE(Page::deserialise(Bytes::from_string(bytes.substr(0, size)), still)) << size;
  }
}

TEST(Page, ExamplesMakeTheirLikesSmaller) {
  Painter painter(8);
  Canvas still(800, 200);
  painter.fill(still, {0, 0, 800, 200}, Texture::kStripes);
  CellSet variable(800, 200);
  variable.add({100, 50, 500, 150});
  Canvas canvas = still;
  painter.fill(canvas, {100, 50, 500, 150}, Texture::kGradient);
  const Page::Example example{canvas.view(), variable};
  const Page naive = Page::compile(still.view(), variable, 5906, {});
  const Page taught = Page::compile(still.view(), variable, 5906, std::span(&example, 1));
  Canvas first = canvas;
  Canvas second = canvas;
  const std::string by_taught = taught.splice(first.pixels.data(), variable);
  EXPECT_LT(by_taught.size(), naive.splice(second.pixels.data(), variable).size());
  expect_decodes_to(by_taught, canvas);
}

}  // namespace
}  // namespace certpress::splice
