// Pixels over pixels, with the arithmetic of pixman (8 bits a channel, rounded to nearest), so that
// what is drawn here and what cairo draws differ by nothing but the shape of the ink.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../base/paint.h"

namespace certpress::raster {

// Cairo's pixel: 0xAARRGGBB in host order, colours multiplied by alpha.
using Pixel = std::uint32_t;

// All four channels times m / 255.
constexpr Pixel times(Pixel pixel, std::uint32_t m) {
  constexpr std::uint32_t kHalf = 0x00800080;
  constexpr std::uint32_t kPair = 0x00ff00ff;
  std::uint32_t low = (pixel & kPair) * m + kHalf;
  low = (low + (low >> 8U & kPair)) >> 8U & kPair;
  std::uint32_t high = (pixel >> 8U & kPair) * m + kHalf;
  high = (high + (high >> 8U & kPair)) & ~kPair;
  return low | high;
}

constexpr Pixel over(Pixel source, Pixel destination) {
  return source + times(destination, 255U - (source >> 24U));
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
