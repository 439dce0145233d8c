// JPEG and WebP as their own libraries read them again.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <jpeglib.h>
#include <webp/decode.h>
#include <webp/mux.h>

#include "raster/raster.h"
#include "support/image.h"

namespace certpress::raster {
namespace {

const std::uint8_t* octets(const std::string& bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

struct Jpeg {
  tests::PixelImage image;
  int density_unit = 0;
  int x_density = 0;
  int y_density = 0;
  int chroma_width = 0;  // samples a luma sample
};

Jpeg decode_jpeg(const std::string& bytes) {
  jpeg_decompress_struct decoder{};
  jpeg_error_mgr errors{};
  decoder.err = jpeg_std_error(&errors);  // ends the test program on an error
  jpeg_create_decompress(&decoder);
  jpeg_mem_src(&decoder, octets(bytes), bytes.size());
  jpeg_read_header(&decoder, TRUE);
  Jpeg out;
  out.density_unit = decoder.density_unit;
  out.x_density = decoder.X_density;
  out.y_density = decoder.Y_density;
  out.chroma_width = decoder.max_h_samp_factor / decoder.comp_info[1].h_samp_factor;
  jpeg_start_decompress(&decoder);
  out.image.width = static_cast<int>(decoder.output_width);
  out.image.height = static_cast<int>(decoder.output_height);
  const std::size_t row_bytes = 3UL * decoder.output_width;
  out.image.rgb.resize(row_bytes * decoder.output_height);
  for (JSAMPLE* row = out.image.rgb.data(); decoder.output_scanline < decoder.output_height;
       row += row_bytes) {
    jpeg_read_scanlines(&decoder, &row, 1);
  }
  jpeg_finish_decompress(&decoder);
  jpeg_destroy_decompress(&decoder);
  return out;
}

tests::PixelImage decode_webp(const std::string& bytes) {
  tests::PixelImage image;
  std::uint8_t* rgb = WebPDecodeRGB(octets(bytes), bytes.size(), &image.width, &image.height);
  if (rgb == nullptr) {
    throw std::runtime_error("this is no WebP");
  }
  image.rgb.assign(rgb, rgb + 3L * image.width * image.height);
  WebPFree(rgb);
  return image;
}

std::string exif_of(const std::string& webp) {
  const WebPData data{octets(webp), webp.size()};
  WebPMux* mux = WebPMuxCreate(&data, 1);
  WebPData chunk{};
  EXPECT_EQ(WebPMuxGetChunk(mux, "EXIF", &chunk), WEBP_MUX_OK);
  std::string out(reinterpret_cast<const char*>(chunk.bytes), chunk.size);
  WebPMuxDelete(mux);
  return out;
}

// White paper with a slope of colours, and a red line of one pixel, as of a seal.
Pixels specimen() {
  Pixels pixels{80, 48, {}};
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      const auto slope = static_cast<std::uint32_t>((x * 3) << 16 | (255 - y * 5) << 8 | 128);
      pixels.data.push_back(0xff000000U | (x == 60 ? 0xff0000U : x > 50 ? 0xffffffU : slope));
    }
  }
  return pixels;
}

const Resolution kResolution{106.08, 80, 48};

tests::PixelImage original() { return tests::decode_png(encode_png(specimen(), kResolution)); }

TEST(EncodeJpeg, ShowsWhatWasDrawnWithThinColouredLinesRed) {
  const Jpeg jpeg = decode_jpeg(encode_jpeg(specimen(), kResolution, 95));
  EXPECT_LT(tests::mean_difference(jpeg.image, original()), 2.5);
  EXPECT_EQ(jpeg.chroma_width, 1);
  const auto line = jpeg.image.at(60, 20);
  EXPECT_GT(line.red, 225);
  EXPECT_LT(line.green, 40);
}

TEST(EncodeJpeg, SaysItsResolution) {
  const Jpeg jpeg = decode_jpeg(encode_jpeg(specimen(), kResolution, 85));
  EXPECT_EQ(jpeg.density_unit, 1);  // dots per inch
  EXPECT_EQ(jpeg.x_density, 106);
  EXPECT_EQ(jpeg.y_density, 106);
}

TEST(EncodeJpeg, ThrowsWhatLibjpegSays) {
  try {
    encode_jpeg(Pixels{}, {150, 0, 0}, 85);
    FAIL() << "a picture without pixels was encoded";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("Empty JPEG image"), std::string::npos)
        << error.what();
  }
}

TEST(EncodeWebp, ShowsWhatWasDrawn) {
  const auto image = decode_webp(encode_webp(specimen(), kResolution, 95));
  EXPECT_LT(tests::mean_difference(image, original()), 4);
  const auto line = image.at(60, 20);
  EXPECT_GT(line.red - line.green, 100);
}

TEST(EncodeWebp, SaysItsResolution) {
  const std::string exif = exif_of(encode_webp(specimen(), kResolution, 85));
  EXPECT_TRUE(exif.starts_with(std::string("MM\0*", 4)));
  EXPECT_TRUE(exif.ends_with(std::string("\0\0\x29\x70\0\0\0\x64", 8)));  // 10608/100
}

TEST(EncodeWebp, APictureThatTheFormatCannotHoldThrows) {
  EXPECT_THROW(encode_webp(Pixels{}, {150, 0, 0}, 85), std::runtime_error);
  const Pixels wide{kMaxWebpSide + 1, 1, std::vector<std::uint32_t>(kMaxWebpSide + 1, 0xffffffff)};
  EXPECT_THROW(encode_webp(wide, {150, wide.width, 1}, 85), std::runtime_error);
}

TEST(EncodeLossy, QualityIsBoughtWithBytesAndEqualPixelsGiveEqualBytes) {
  for (const auto encode : {encode_jpeg, encode_webp}) {
    const std::string poor = encode(specimen(), kResolution, 1);
    const std::string good = encode(specimen(), kResolution, 85);
    const std::string best = encode(specimen(), kResolution, 100);
    EXPECT_LT(poor.size(), good.size());
    EXPECT_LT(good.size(), best.size());
    EXPECT_EQ(good, encode(specimen(), kResolution, 85));
  }
}

}  // namespace
}  // namespace certpress::raster
