// How far the fast way to a PNG may be from the plain one.
#pragma once

namespace certpress::tests {

// Glyphs stand on quarters of a pixel, so that no edge is more than an eighth away: 32 of 255, both
// ways at a corner, and FreeType and cairo round coverage each in its own way. Thin strokes that
// cross a pixel both ways reach the rest.
inline constexpr int kMostOfAPixel = 96;
inline constexpr double kMostOnTheMean = 0.6;  // of 255, over all pixels of the page

}  // namespace certpress::tests
