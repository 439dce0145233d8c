// What the decoders of picture intake hand back.
#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace certpress::parse {

struct DecodedPicture {
  int width = 0;  // as encoded, before the orientation is applied
  int height = 0;
  std::vector<std::uint8_t> rgba;  // as in Picture
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

PictureResult decode_jpeg(std::span<const std::uint8_t> bytes, const PictureLimits& limits);
PictureResult decode_png(std::span<const std::uint8_t> bytes, const PictureLimits& limits);

}  // namespace certpress::parse
