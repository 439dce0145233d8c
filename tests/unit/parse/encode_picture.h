// Makes small JPEG and PNG files for the tests of picture intake.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace certpress::parse {

struct JpegRecipe {
  unsigned width = 0;
  unsigned height = 0;
  int components = 3;                 // 1 grey, 3 colour, 4 CMYK
  std::vector<std::uint8_t> samples;  // row by row; CMYK as it goes into the file
  int orientation = 0;                // 0: no EXIF
  bool big_endian = false;
  bool progressive = false;
  bool repeatable_scans = false;  // progressive, each coefficient whole in one scan
  bool adobe = false;             // CMYK: with the marker that says inverted
  bool ycck = false;
};

std::string encode_jpeg(const JpegRecipe& recipe);

struct PngRecipe {
  unsigned width = 0;
  unsigned height = 0;
  int bit_depth = 8;
  int color_type = 2;  // PNG: 0 grey, 2 colour, 3 palette, 4 grey + alpha, 6 colour + alpha
  std::vector<std::uint8_t> samples;  // as PNG has them, rows padded to whole bytes
  std::vector<std::uint8_t> palette;  // 3 bytes each
  std::vector<std::uint8_t> palette_alpha;
  int transparent_grey = -1;
  bool interlaced = false;
};

std::string encode_png(const PngRecipe& recipe);

}  // namespace certpress::parse
