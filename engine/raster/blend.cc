#include "blend.h"

#include <cmath>
#include <cstring>
#include <initializer_list>

namespace certpress::raster {

namespace {

// Each channel of a times the same channel of b.
Pixel product(Pixel a, Pixel b) {
  Pixel out = 0;
  for (const unsigned shift : {0U, 8U, 16U, 24U}) {
    const std::uint32_t t = (a >> shift & 0xffU) * (b >> shift & 0xffU) + 0x80U;
    out |= ((t + (t >> 8U)) >> 8U) << shift;
  }
  return out;
}

}  // namespace

Pixel premultiplied(const Color& color) {
  // Cairo multiplies in floating point, makes 16 bits of it, and pixman takes the high 8.
  const auto part = [](double value) {
    return static_cast<std::uint32_t>(std::lround(value * 65535)) >> 8U;
  };
  const double alpha = color.alpha;
  return part(alpha) << 24U | part(color.red / 255.0 * alpha) << 16U |
         part(color.green / 255.0 * alpha) << 8U | part(color.blue / 255.0 * alpha);
}

void blend_mask(Pixel* destination, const std::uint8_t* mask, int count, Pixel color) {
  int i = 0;
  const auto one = [&] {
    const std::uint32_t m = mask[i];
    if (m != 0) {
      destination[i] = over(m == 255 ? color : times(color, m), destination[i]);
    }
    ++i;
  };
  while (i + 4 <= count) {
    std::uint32_t four = 0;
    std::memcpy(&four, mask + i, sizeof four);
    if (four == 0) {  // most of a glyph's box is air
      i += 4;
      continue;
    }
    for (int k = 0; k < 4; ++k) {
      one();
    }
  }
  while (i < count) {
    one();
  }
}

void blend_over(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity) {
  for (int i = 0; i < count; ++i) {
    if (source[i] != 0) {
      destination[i] = over(opacity == 255 ? source[i] : times(source[i], opacity), destination[i]);
    }
  }
}

void blend_multiply(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity) {
  for (int i = 0; i < count; ++i) {
    if (source[i] == 0) {
      continue;
    }
    const Pixel s = opacity == 255 ? source[i] : times(source[i], opacity);
    const Pixel d = destination[i];
    // With an opaque destination the first term of the formula, s * (1 - alpha of d), is nothing.
    destination[i] = 0xff000000U | (times(d, 255U - (s >> 24U)) + product(d, s));
  }
}

}  // namespace certpress::raster
