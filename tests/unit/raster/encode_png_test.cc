// The bytes of a PNG, chunk by chunk.
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

#include "raster/raster.h"
#include "support/image.h"

namespace certpress::raster {
namespace {

struct Chunk {
  std::string type;
  std::string data;
};

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
  }
  return value;
}

std::vector<Chunk> chunks_of(const std::string& png) {
  std::vector<Chunk> chunks;
  for (std::size_t at = 8; at < png.size(); at += 12 + chunks.back().data.size()) {
    chunks.push_back({png.substr(at + 4, 4), png.substr(at + 8, big_endian(png, at))});
  }
  return chunks;
}

std::string only_chunk(const std::string& png, const std::string& type) {
  std::string found;
  int count = 0;
  for (const Chunk& chunk : chunks_of(png)) {
    if (chunk.type == type) {
      found = chunk.data;
      ++count;
    }
  }
  EXPECT_EQ(count, 1) << type;
  return found;
}

Pixels stripes(int width, int height) {
  Pixels pixels{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      pixels.data.push_back(0xff000000U | static_cast<std::uint32_t>(x * 70000 + y * 300));
    }
  }
  return pixels;
}

TEST(EncodePng, KeepsEveryPixel) {
  const Pixels pixels = stripes(37, 11);
  const auto image = tests::decode_png(encode_png(pixels, {150, 37, 11}));
  ASSERT_EQ(image.width, 37);
  ASSERT_EQ(image.height, 11);
  auto expected = pixels.data.begin();
  for (int y = 0; y < 11; ++y) {
    for (int x = 0; x < 37; ++x) {
      const auto [red, green, blue] = image.at(x, y);
      EXPECT_EQ(0xff000000U | static_cast<std::uint32_t>(red << 16 | green << 8 | blue), *expected);
      ++expected;
    }
  }
}

TEST(EncodePng, SaysItsColourSpaceAndResolutionAndNothingElse) {
  const std::string png = encode_png(stripes(8, 8), {150, 8, 8});
  const std::string header = only_chunk(png, "IHDR");
  EXPECT_EQ(header.substr(8), std::string("\x08\x02\x00\x00\x00", 5));  // 8 bits, RGB
  EXPECT_EQ(only_chunk(png, "sRGB"), std::string(1, '\0'));             // perceptual
  const std::string resolution = only_chunk(png, "pHYs");
  EXPECT_EQ(big_endian(resolution, 0), 5906U);  // 150 / 0.0254 = 5905.5 pixels a metre
  EXPECT_EQ(big_endian(resolution, 4), 5906U);
  EXPECT_EQ(resolution.at(8), 1);
  for (const Chunk& chunk : chunks_of(png)) {
    EXPECT_TRUE(std::string("IHDR sRGB pHYs IDAT IEND").find(chunk.type) != std::string::npos)
        << chunk.type;
  }
}

TEST(EncodePng, FiltersNoRow) {
  std::string packed;
  for (const Chunk& chunk : chunks_of(encode_png(stripes(20, 30), {300, 20, 30}))) {
    packed += chunk.type == "IDAT" ? chunk.data : "";
  }
  constexpr std::size_t kRow = 1 + 3 * 20;
  std::vector<unsigned char> rows(30 * kRow);
  uLongf size = rows.size();
  ASSERT_EQ(
      uncompress(rows.data(), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size()),
      Z_OK);
  for (std::size_t y = 0; y < 30; ++y) {
    EXPECT_EQ(rows.at(y * kRow), 0) << "row " << y;
  }
}

TEST(EncodePng, ThrowsWhatLibpngSays) {
  try {
    encode_png(Pixels{}, {150, 0, 0});
    FAIL() << "a picture without pixels was encoded";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("IHDR"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace certpress::raster
