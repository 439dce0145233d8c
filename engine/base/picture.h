// A picture after intake: decoded once, so that no later stage meets a broken file.
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
  // blue, alpha; straight alpha.
  std::vector<std::uint8_t> rgba;
  bool has_alpha = false;
  // EXIF orientation 1 to 8 of `encoded`; 1 is upright.
  int orientation = 1;
  // 1 grey, 3 colour, 4 CMYK (which is never passed through).
  int components = 3;
};

}  // namespace certpress
