#include "blend.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <initializer_list>

#include "../base/cpu_versions.h"

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

// What is not there, and what is there whole, come out of the arithmetic as they should; so no
// pixel is asked about, and all go through alike.

CERTPRESS_CPU_VERSIONS
void blend_mask(Pixel* destination, const std::uint8_t* mask, int count, Pixel color) {
  using Lanes = Pixel __attribute__((vector_size(32)));
  using Coverage = std::uint8_t __attribute__((vector_size(8)));
  constexpr int kLanes = 8;
  const Lanes ink = Lanes{} + color;
  int i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Coverage coverage;
    std::memcpy(&coverage, mask + i, sizeof coverage);
    if (std::bit_cast<std::uint64_t>(coverage) == 0) {  // most of a glyph's box is air
      continue;
    }
    Lanes below;
    std::memcpy(&below, destination + i, sizeof below);
    below = over(times(ink, __builtin_convertvector(coverage, Lanes)), below);
    std::memcpy(destination + i, &below, sizeof below);
  }
  for (; i < count; ++i) {
    destination[i] = over(times(color, Pixel{mask[i]}), destination[i]);
  }
}

CERTPRESS_CPU_VERSIONS
void blend_over(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity) {
  for (int i = 0; i < count; ++i) {
    destination[i] = over(times(source[i], opacity), destination[i]);
  }
}

CERTPRESS_CPU_VERSIONS
void blend_multiply(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity) {
  for (int i = 0; i < count; ++i) {
    const Pixel s = times(source[i], opacity);
    const Pixel d = destination[i];
    // With an opaque destination the first term of the formula, s * (1 - alpha of d), is nothing.
    destination[i] = 0xff000000U | (times(d, 255U - (s >> 24U)) + product(d, s));
  }
}

}  // namespace certpress::raster
