// A page of which cells change, at random, spliced: a strict decoder must give the very pixels.
// Bytes are drawing orders: the page's size, then rectangles of the still page, of what may change,
// and of what a record changes.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz_target.h"
#include "input.h"
#include "splice/page.h"
#include "support/image.h"

namespace certpress::fuzz {

namespace {

using namespace certpress::splice;

struct Canvas {
  int width;
  int height;
  std::vector<std::uint32_t> pixels;

  Canvas(int w, int h)
      : width(w),
        height(h),
        pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0xffffffffU) {}
  [[nodiscard]] PixelView view() const { return {width, height, pixels.data()}; }
};

PixelRect rect(Input& input, const Canvas& canvas) {
  const auto draw = [&](int limit) {
    return static_cast<int>(input.below(static_cast<std::size_t>(limit)));
  };
  const int left = draw(canvas.width);
  const int top = draw(canvas.height);
  return {left, top, left + 1 + draw(canvas.width - left), top + 1 + draw(canvas.height - top)};
}

// Fills it with what compresses in one of four ways.
void paint(Input& input, Canvas& canvas, const PixelRect& where) {
  const std::uint8_t texture = input.byte();
  const std::array<std::uint32_t, 2> colors{input.byte() * 0x010101U,
                                            static_cast<std::uint32_t>(input.byte() << 8U)};
  std::uint32_t noise = texture;
  for (int y = where.top; y < where.bottom; ++y) {
    for (int x = where.left; x < where.right; ++x) {
      noise = noise * 1664525U + 1013904223U;
      const std::uint32_t color = texture % 4 == 0   ? colors[0]
                                  : texture % 4 == 1 ? colors.at((x / (texture / 4 + 1)) & 1)
                                  : texture % 4 == 2 ? colors.at((x + y) % (texture / 4 + 2) == 0)
                                                     : noise >> 8U;
      canvas.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(canvas.width) +
                    static_cast<std::size_t>(x)] = 0xff000000U | color;
    }
  }
}

bool decodes_to(const std::string& png, const Canvas& canvas) {
  const auto image = tests::decode_png_strictly(png);
  bool same = image.width == canvas.width && image.height == canvas.height;
  for (std::size_t i = 0; same && i < canvas.pixels.size(); ++i) {
    const std::uint32_t pixel = static_cast<std::uint32_t>(image.rgb[3 * i] << 16) |
                                static_cast<std::uint32_t>(image.rgb[3 * i + 1] << 8) |
                                image.rgb[3 * i + 2];
    same = pixel == (canvas.pixels[i] & 0xffffffU);
  }
  return same;
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(png_splicer) {
  using namespace certpress;
  using namespace certpress::fuzz;
  Input input(bytes);
  Canvas still(1 + static_cast<int>(input.below(300)), 1 + static_cast<int>(input.below(70)));
  for (std::size_t i = input.below(8); i > 0; --i) {
    const auto where = rect(input, still);
    paint(input, still, where);
  }
  splice::CellSet variable(still.width, still.height);
  std::vector<splice::PixelRect> boxes;
  for (std::size_t i = input.below(4); i > 0; --i) {
    boxes.push_back(rect(input, still));
    variable.add(boxes.back());
  }
  const splice::Page page = splice::Page::compile(still.view(), variable, 5906, {});
  for (int record = 0; record < 2; ++record) {
    Canvas canvas = still;
    splice::CellSet touched(still.width, still.height);
    while (!boxes.empty() && !input.empty() && input.byte() % 8 != 0) {
      const auto where = splice::intersection(rect(input, still), boxes[input.below(boxes.size())]);
      if (!where.empty()) {
        paint(input, canvas, where);
        touched.add(where);
      }
    }
    const Canvas drawn = canvas;
    require(decodes_to(page.splice(canvas.pixels.data(), touched), drawn),
            "the file decodes to the pixels");
    require(canvas.pixels == still.pixels, "the changed cells are made what they were");
  }
}
