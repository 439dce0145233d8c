// Pixels over pixels, with the arithmetic of pixman (8 bits a channel, rounded to nearest), so that
// what is drawn here and what cairo draws differ by nothing but the shape of the ink.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../base/paint.h"

namespace certpress::raster {

// Cairo's pixel: 0xAARRGGBB in host order, colours multiplied by alpha.
using Pixel = std::uint32_t;

// All four channels times m / 255; of one pixel, or of the lanes of a vector.
template <typename P>
constexpr P times(const P& pixel, const P& m) {
  P low = (pixel & 0x00ff00ffU) * m + 0x00800080U;
  low = (low + (low >> 8U & 0x00ff00ffU)) >> 8U & 0x00ff00ffU;
  P high = (pixel >> 8U & 0x00ff00ffU) * m + 0x00800080U;
  high = (high + (high >> 8U & 0x00ff00ffU)) & 0xff00ff00U;
  return low | high;
}

template <typename P>
constexpr P over(const P& source, const P& destination) {
  return source + times(destination, P{255U - (source >> 24U)});
}

// As cairo rounds a colour.
Pixel premultiplied(const Color& color);

// `color` through a mask of coverage, over opaque pixels.
void blend_mask(Pixel* destination, const std::uint8_t* mask, int count, Pixel color);

// Premultiplied pixels, faded by `opacity` (0 to 255), over opaque ones.
void blend_over(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity);

// The same by the blend mode "multiply" of PDF 1.4 (ISO 32000-1, 11.3.5.2).
void blend_multiply(Pixel* destination, const Pixel* source, int count, std::uint32_t opacity);

}  // namespace certpress::raster
