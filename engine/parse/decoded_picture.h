// What the decoders of picture intake hand back.
#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "../base/geometry.h"

namespace certpress::parse {

struct DecodedPicture {
  int width = 0;  // as encoded, before the orientation is applied
  int height = 0;
  std::vector<std::uint8_t> rgba;  // as in Picture, but for the orientation
  int reduction = 1;
  bool has_alpha = false;
  int orientation = 1;
  int components = 3;
};

enum class PictureFault { kUnreadable, kUnsupported, kTooLarge };

using PictureResult = std::variant<DecodedPicture, PictureFault>;

struct PictureLimits {
  std::size_t mebibytes = 0;  // encoded
  int side = 0;               // pixels
  long megapixels = 0;        // millions; 4 bytes each when decoded

  [[nodiscard]] bool allow(std::uint64_t width, std::uint64_t height) const;
};

// `wanted`: as in take_in_picture.
PictureResult decode_jpeg(std::span<const std::uint8_t> bytes, Size wanted,
                          const PictureLimits& limits);
PictureResult decode_png(std::span<const std::uint8_t> bytes, const PictureLimits& limits);

}  // namespace certpress::parse
