// The chunks around the picture data of a PNG file (ISO/IEC 15948): RGB, 8 bits, sRGB, pHYs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace certpress::splice {

// Writes all that comes before the deflate stream, up to zlib's two bytes; gives its length.
inline constexpr std::size_t kPngHeadSize = 8 + (12 + 13) + (12 + 1) + (12 + 9) + 8 + 2;
void write_png_head(std::uint8_t* out, int width, int height, std::uint32_t pixels_per_metre);

// Adler-32, the checksum of the chunk that began in the head, and the end of the file.
inline constexpr std::size_t kPngTailSize = 4 + 4 + 12;
// `begin` is that of the file, `deflate_size` the bytes of the stream behind the head.
void write_png_tail(std::uint8_t* begin, std::size_t deflate_size, std::uint32_t adler);

}  // namespace certpress::splice
