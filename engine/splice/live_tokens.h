// Changed pixels -> tokens, as fast as can be: a run of the pixel to the left, a run of the pixels
// above, or literal pixels. Both sources are always known to a decoder, whatever the page holds.
#pragma once

#include <cstdint>

#include "cells.h"
#include "deflate_codes.h"

namespace certpress::splice {

enum class Source { kLeft, kAbove };

// Calls `out.literal(pixel)` and `out.match(pixels, source)` for the pixels `begin` to `end` of row
// y. `out.above_pays(pixel)` decides whether a match of one pixel is shorter than the pixel.
template <typename Out>
void tokenise_live(const PixelView& page, int y, int begin, int end, bool can_copy_above,
                   Out& out) {
  const std::uint32_t* row = page.row(y);
  // Without a row above, one that equals nowhere: no pixel is transparent.
  const std::uint32_t* above = can_copy_above && y > 0 ? page.row(y - 1) : nullptr;
  for (int x = begin; x < end;) {
    const std::uint32_t pixel = row[x];
    int left_run = 0;
    if (x > 0 && row[x - 1] == pixel) {
      do {
        ++left_run;
      } while (x + left_run < end && row[x + left_run] == pixel);
    }
    int above_run = 0;
    if (above != nullptr) {
      while (x + above_run < end && row[x + above_run] == above[x + above_run]) {
        ++above_run;
      }
    }
    if (left_run == 0 && (above_run == 0 || (above_run == 1 && !out.above_pays(pixel)))) {
      out.literal(pixel);
      ++x;
      continue;
    }
    const Source source = left_run + 1 >= above_run ? Source::kLeft : Source::kAbove;
    int run = source == Source::kLeft && left_run > 0 ? left_run : above_run;
    const Source from = left_run > 0 ? source : Source::kAbove;
    x += run;
    for (; run > kMaxMatchPixels; run -= kMaxMatchPixels) {
      out.match(kMaxMatchPixels, from);
    }
    out.match(run, from);
  }
}

}  // namespace certpress::splice
