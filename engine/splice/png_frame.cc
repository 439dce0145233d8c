#include "png_frame.h"

#include <string_view>

#include <libdeflate.h>

namespace certpress::splice {

namespace {

std::string number(std::uint32_t value) {
  std::string out;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    out += static_cast<char>(value >> shift);
  }
  return out;
}

std::string chunk(const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  return number(static_cast<std::uint32_t>(data.size())) + checked +
         number(libdeflate_crc32(0, checked.data(), checked.size()));
}

}  // namespace

PngFrame::PngFrame(int width, int height, std::uint32_t pixels_per_metre, std::size_t room) {
  file_.reserve(room);
  file_ = "\x89PNG\r\n\x1a\n";
  const std::string size =
      number(static_cast<std::uint32_t>(width)) + number(static_cast<std::uint32_t>(height));
  // 8 bits a channel; red, green, blue; deflate, a filter byte before each row; not interlaced.
  file_ += chunk("IHDR", size + std::string("\x08\x02\0\0\0", 5));
  file_ += chunk("sRGB", std::string("\0", 1));                                        // perceptual
  file_ += chunk("pHYs", number(pixels_per_metre) + number(pixels_per_metre) + '\1');  // the metre
  data_chunk_ = file_.size();
  file_ += number(0);  // the length is not known yet
  crc_ = 0;
  // RFC 1950: deflate with a window of 32 KiB, compressed well.
  put("IDAT\x78\xda");
}

void PngFrame::append(const std::uint8_t* bytes, std::size_t size) {
  crc_ = libdeflate_crc32(crc_, bytes, size);
  file_.append(reinterpret_cast<const char*>(bytes), size);
}

void PngFrame::put(const std::string& bytes) {
  append(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string PngFrame::finish(std::uint32_t adler) {
  put(number(adler));
  constexpr std::size_t kLengthAndType = 8;
  const std::size_t length = file_.size() - data_chunk_ - kLengthAndType;
  file_.replace(data_chunk_, 4, number(static_cast<std::uint32_t>(length)));
  file_ += number(crc_) + chunk("IEND", {});
  return std::move(file_);
}

}  // namespace certpress::splice
