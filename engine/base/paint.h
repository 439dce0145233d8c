// Colours and strokes.
#pragma once

#include <cstdint>

namespace certpress {

// sRGB with straight (not premultiplied) alpha.
struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  double alpha = 1;

  [[nodiscard]] Color faded(double opacity) const { return {red, green, blue, alpha * opacity}; }
  bool operator==(const Color&) const = default;
};

struct Stroke {
  Color color;
  double width = 0.2;  // mm
  bool operator==(const Stroke&) const = default;
};

}  // namespace certpress
