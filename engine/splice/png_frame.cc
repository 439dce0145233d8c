#include "png_frame.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <libdeflate.h>

namespace certpress::splice {

namespace {

std::uint8_t* put_number(std::uint8_t* out, std::uint32_t value) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    *out++ = static_cast<std::uint8_t>(value >> shift);
  }
  return out;
}

std::uint8_t* put_text(std::uint8_t* out, std::string_view text) {
  return std::ranges::copy(text, out).out;  // memcpy may not be given an empty text
}

std::uint8_t* put_chunk(std::uint8_t* out, std::string_view type, std::string_view data) {
  out = put_number(out, static_cast<std::uint32_t>(data.size()));
  const std::uint8_t* checked = out;
  out = put_text(put_text(out, type), data);
  return put_number(out, libdeflate_crc32(0, checked, type.size() + data.size()));
}

}  // namespace

void write_png_head(std::uint8_t* out, int width, int height, std::uint32_t pixels_per_metre) {
  std::array<std::uint8_t, 13> data{};
  const auto text = [&](std::size_t size) {
    return std::string_view(reinterpret_cast<const char*>(data.data()), size);
  };
  out = put_text(out, "\x89PNG\r\n\x1a\n");
  put_number(put_number(data.data(), static_cast<std::uint32_t>(width)),
             static_cast<std::uint32_t>(height));
  data[8] = 8;   // bits a channel
  data[9] = 2;   // red, green, blue
  data[10] = 0;  // deflate
  data[11] = 0;  // a filter byte before each row
  data[12] = 0;  // not interlaced
  out = put_chunk(out, "IHDR", text(13));
  data[0] = 0;  // perceptual
  out = put_chunk(out, "sRGB", text(1));
  put_number(put_number(data.data(), pixels_per_metre), pixels_per_metre);
  data[8] = 1;  // the unit is the metre
  out = put_chunk(out, "pHYs", text(9));
  out = put_text(put_number(out, 0), "IDAT");  // the length is not known yet
  // RFC 1950: deflate with a window of 32 KiB, compressed well.
  *out++ = 0x78;
  *out++ = 0xda;
}

void write_png_tail(std::uint8_t* begin, std::size_t deflate_size, std::uint32_t adler) {
  std::uint8_t* out = put_number(begin + kPngHeadSize + deflate_size, adler);
  std::uint8_t* length = begin + kPngHeadSize - 10;
  std::uint8_t* checked = length + 4;
  put_number(length, static_cast<std::uint32_t>(2 + deflate_size + 4));
  out = put_number(out, libdeflate_crc32(0, checked, static_cast<std::size_t>(out - checked)));
  put_chunk(out, "IEND", {});
}

}  // namespace certpress::splice
