// The orientation that a camera wrote into a JPEG (EXIF 2.3, tag 0x0112).
#pragma once

#include <cstdint>
#include <span>

namespace certpress::parse {

// `app1`: the content of an APP1 marker. 1 to 8; 1 (upright) when it says nothing or is broken:
// the picture itself is not the worse for it.
int exif_orientation(std::span<const std::uint8_t> app1);

}  // namespace certpress::parse
