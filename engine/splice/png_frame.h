// A PNG file (ISO/IEC 15948) around a deflate stream: RGB, 8 bits, sRGB, pHYs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace certpress::splice {

class PngFrame {
 public:
  // `room`: how many bytes to set aside for the file.
  PngFrame(int width, int height, std::uint32_t pixels_per_metre, std::size_t room);

  // More of the deflate stream.
  void append(const std::uint8_t* bytes, std::size_t size);

  // The whole file. `adler`: of the bytes that the stream stands for (RFC 1950).
  std::string finish(std::uint32_t adler);

 private:
  void put(const std::string& bytes);

  std::string file_;
  std::size_t data_chunk_;  // where it begins
  std::uint32_t crc_;       // of the data chunk so far
};

}  // namespace certpress::splice
