// Changed pixels -> tokens, as fast as can be: a run of the pixel to the left, a run of the pixels
// above, or literal pixels. Both sources are always known to a decoder, whatever the page holds.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "cells.h"
#include "deflate_codes.h"

namespace certpress::splice {

enum class Source { kLeft, kAbove };

// Which of a cell's pixels equal others, as bits; from kCellWidth on there are none.
inline std::uint32_t equal_pixels(const std::uint32_t* a, const std::uint32_t* b, int count) {
  std::uint32_t equal = 0;
#ifdef __SSE2__
  const auto four = [&](int at) {
    return _mm_cmpeq_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a + at)),
                           _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + at)));
  };
  if (count == kCellWidth) {
    for (int half = 0; half < kCellWidth; half += kCellWidth / 2) {
      const __m128i low = _mm_packs_epi32(four(half), four(half + 4));
      const __m128i high = _mm_packs_epi32(four(half + 8), four(half + 12));
      equal |= static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high))) << half;
    }
    return equal;
  }
#endif
  for (int i = 0; i < count; ++i) {
    equal |= static_cast<std::uint32_t>(a[i] == b[i]) << i;
  }
  return equal;
}

// A bit for each pixel of some cells side by side.
class PixelBits {
 public:
  explicit PixelBits(std::size_t most_cells) : words_(most_cells + 2) {}

  void set_cell(std::size_t index, std::uint32_t bits) { words_[index] = bits; }
  // No bits from this cell on.
  void end_at(std::size_t cell) { words_[cell] = words_[cell + 1] = 0; }

  // How many bits are set from `at` on, without a gap.
  [[nodiscard]] int run(int at) const {
    int length = 0;
    for (;;) {
      const auto place = static_cast<std::size_t>(at) + static_cast<std::size_t>(length);
      std::uint64_t bits = 0;
      std::memcpy(&bits, words_.data() + place / kCellWidth, sizeof bits);
      const int here = std::countr_one(bits >> (place % kCellWidth));
      length += here;
      if (here <= kCellWidth) {  // of which one more at least was looked at
        return length;
      }
    }
  }

 private:
  static_assert(std::endian::native == std::endian::little && kCellWidth == 32);
  std::vector<std::uint32_t> words_;
};

// Working memory: where pixels equal those to the left, those above, and neither.
struct Likeness {
  PixelBits left;
  PixelBits above;
  PixelBits neither;

  explicit Likeness(const PixelView& page) : Likeness(static_cast<std::size_t>(page.width)) {}

 private:
  explicit Likeness(std::size_t width)
      : left(width / kCellWidth + 1),
        above(width / kCellWidth + 1),
        neither(width / kCellWidth + 1) {}
};

// Calls `out.literals(pixels, count)` and `out.match(pixels, source)` for the pixels `begin` to
// `end` of row y. `out.above_pays(pixel)` decides whether a match of one pixel is shorter than the
// pixel.
template <typename Out>
inline void tokenise_live(const PixelView& page, int y, int begin, int end, bool can_copy_above,
                          Likeness& like, Out& out) {
  const std::uint32_t* row = page.row(y) + begin;
  const int pixels = end - begin;
  const std::uint32_t* above = can_copy_above && y > 0 ? page.row(y - 1) + begin : nullptr;
  std::size_t cell = 0;
  for (int x = 0; x < pixels; x += kCellWidth, ++cell) {
    const int count = std::min(kCellWidth, pixels - x);
    // The first pixel of a row has none to the left.
    const std::uint32_t is_left = begin + x > 0 ? equal_pixels(row + x, row + x - 1, count)
                                                : equal_pixels(row + 1, row, count - 1) << 1U;
    const std::uint32_t is_above = above != nullptr ? equal_pixels(row + x, above + x, count) : 0U;
    const std::uint32_t there = ~std::uint32_t{0} >> (kCellWidth - count);
    like.left.set_cell(cell, is_left);
    like.above.set_cell(cell, is_above);
    like.neither.set_cell(cell, there & ~(is_left | is_above));
  }
  like.left.end_at(cell);
  like.above.end_at(cell);
  like.neither.end_at(cell);
  for (int x = 0; x < pixels;) {
    if (const int literals = like.neither.run(x); literals > 0) {
      out.literals(row + x, literals);
      x += literals;
      continue;
    }
    const int left_run = like.left.run(x);
    const int above_run = like.above.run(x);
    if (left_run == 0 && above_run == 1 && !out.above_pays(row[x])) {
      out.literals(row + x, 1);
      ++x;
      continue;
    }
    const bool from_left = left_run > 0 && left_run + 1 >= above_run;
    const Source source = from_left ? Source::kLeft : Source::kAbove;
    int run = from_left ? left_run : above_run;
    x += run;
    for (; run > kMaxMatchPixels; run -= kMaxMatchPixels) {
      out.match(kMaxMatchPixels, source);
    }
    out.match(run, source);
  }
}

}  // namespace certpress::splice
