#include "exif.h"

#include <algorithm>
#include <array>
#include <optional>

namespace certpress::parse {

namespace {

constexpr int kUpright = 1;
constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;  // TIFF type: 16 bits
constexpr std::size_t kEntrySize = 12;

// The TIFF structure inside the marker, read within its bounds.
struct Tiff {
  std::span<const std::uint8_t> bytes;
  bool little_endian = false;

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || bytes.size() - at < size) {
      return std::nullopt;
    }
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) {
      out = out << 8U | bytes[little_endian ? at + size - 1 - i : at + i];
    }
    return out;
  }
};

}  // namespace

int exif_orientation(std::span<const std::uint8_t> app1) {
  constexpr std::array<std::uint8_t, 6> kHead{'E', 'x', 'i', 'f', 0, 0};
  if (app1.size() < kHead.size() || !std::ranges::equal(kHead, app1.first(kHead.size()))) {
    return kUpright;
  }
  Tiff tiff{app1.subspan(kHead.size())};
  tiff.little_endian = !tiff.bytes.empty() && tiff.bytes[0] == 'I';
  const auto directory = tiff.number(4, 4);
  const auto entries = directory ? tiff.number(*directory, 2) : std::nullopt;
  for (std::size_t i = 0; i < entries.value_or(0); ++i) {
    const std::size_t at = *directory + 2 + i * kEntrySize;
    const auto tag = tiff.number(at, 2);
    if (!tag) {
      break;
    }
    if (*tag == kOrientationTag) {
      const bool is_short = tiff.number(at + 2, 2) == kShort;
      const auto value = tiff.number(at + 8, 2);
      return is_short && value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : kUpright;
    }
  }
  return kUpright;
}

}  // namespace certpress::parse
