// A picture after intake: read to its last byte, so that no later stage meets a broken file.
//
// The encoded bytes are kept beside the pixels because a PDF embeds a JPEG as it came.
#pragma once

#include <cstdint>
#include <vector>

#include "certpress/bytes.h"

namespace certpress {

enum class PictureFormat { kJpeg, kPng };

struct Picture {
  PictureFormat format = PictureFormat::kPng;
  Bytes encoded;
  // Size after the EXIF orientation was applied: what a person calls its width and height.
  int width = 0;
  int height = 0;
  // Upright pixels, row by row without padding, 4 bytes each in the order of memory: red, green,
  // blue, alpha; straight alpha. None when intake was told that nobody will look at them, which it
  // heeds for a JPEG that is not of CMYK.
  std::vector<std::uint8_t> rgba;
  // One pixel of `rgba` stands for so many of the picture, across and down: 1, or for such a JPEG
  // 2, 4 or 8.
  int reduction = 1;
  bool has_alpha = false;
  // EXIF orientation 1 to 8 of `encoded`; 1 is upright.
  int orientation = 1;
  // 1 grey, 3 colour, 4 CMYK (which is never passed through).
  int components = 3;

  // Of `rgba`. The last column and row may stand for less than a whole step.
  [[nodiscard]] int pixel_width() const { return (width + reduction - 1) / reduction; }
  [[nodiscard]] int pixel_height() const { return (height + reduction - 1) / reduction; }
};

}  // namespace certpress
