#include "encode_picture.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>

namespace certpress::parse {

namespace {

// Components, first and last coefficient, no successive approximation.
constexpr std::array<jpeg_scan_info, 4> kWholeScans{{
    {3, {0, 1, 2}, 0, 0, 0, 0},
    {1, {0}, 1, 63, 0, 0},
    {1, {1}, 1, 63, 0, 0},
    {1, {2}, 1, 63, 0, 0},
}};

void write_orientation(jpeg_compress_struct* encoder, int orientation, bool big_endian) {
  const auto value = static_cast<std::uint8_t>(orientation);
  // TIFF head, one directory with one entry: tag 0x0112, type 3, count 1.
  const std::vector<std::uint8_t> big{'E', 'x', 'i', 'f',   0, 0, 'M',  'M', 0, 42, 0,
                                      0,   0,   8,   0,     1, 1, 0x12, 0,   3, 0,  0,
                                      0,   1,   0,   value, 0, 0, 0,    0,   0, 0};
  const std::vector<std::uint8_t> little{'E', 'x', 'i',   'f', 0, 0,    'I', 'I', 42, 0, 8,
                                         0,   0,   0,     1,   0, 0x12, 1,   3,   0,  1, 0,
                                         0,   0,   value, 0,   0, 0,    0,   0,   0,  0};
  const auto& marker = big_endian ? big : little;
  jpeg_write_marker(encoder, JPEG_APP0 + 1, marker.data(), static_cast<unsigned>(marker.size()));
}

}  // namespace

std::string encode_jpeg(const JpegRecipe& recipe) {
  jpeg_compress_struct encoder{};
  jpeg_error_mgr errors{};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &out, &size);
  encoder.image_width = recipe.width;
  encoder.image_height = recipe.height;
  encoder.input_components = recipe.components;
  encoder.in_color_space = recipe.components == 1   ? JCS_GRAYSCALE
                           : recipe.components == 3 ? JCS_RGB
                                                    : JCS_CMYK;
  jpeg_set_defaults(&encoder);
  if (recipe.ycck) {
    jpeg_set_colorspace(&encoder, JCS_YCCK);
  }
  jpeg_set_quality(&encoder, 100, TRUE);
  encoder.comp_info[0].h_samp_factor = 1;
  encoder.comp_info[0].v_samp_factor = 1;
  if (recipe.ycck) {
    encoder.comp_info[3].h_samp_factor = 1;
    encoder.comp_info[3].v_samp_factor = 1;
  }
  if (recipe.components == 4) {
    encoder.write_Adobe_marker = recipe.adobe ? TRUE : FALSE;
  }
  if (recipe.progressive) {
    jpeg_simple_progression(&encoder);
  }
  if (recipe.repeatable_scans) {
    encoder.scan_info = kWholeScans.data();
    encoder.num_scans = static_cast<int>(kWholeScans.size());
  }
  jpeg_start_compress(&encoder, TRUE);
  if (recipe.orientation != 0) {
    write_orientation(&encoder, recipe.orientation, recipe.big_endian);
  }
  const std::size_t stride =
      std::size_t{recipe.width} * static_cast<std::size_t>(recipe.components);
  std::vector<std::uint8_t> row(stride);
  while (encoder.next_scanline < encoder.image_height) {
    const auto first =
        recipe.samples.begin() + static_cast<std::ptrdiff_t>(encoder.next_scanline * stride);
    row.assign(first, first + static_cast<std::ptrdiff_t>(stride));
    JSAMPROW line = row.data();
    jpeg_write_scanlines(&encoder, &line, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string bytes(reinterpret_cast<const char*>(out), size);
  std::free(out);
  return bytes;
}

std::string encode_png(const PngRecipe& recipe) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &bytes,
      [](png_structp writer, png_bytep data, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(writer))
            ->append(reinterpret_cast<const char*>(data), size);
      },
      nullptr);
  png_set_IHDR(png, info, recipe.width, recipe.height, recipe.bit_depth, recipe.color_type,
               recipe.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  std::vector<png_color> palette;
  for (std::size_t i = 0; i + 2 < recipe.palette.size(); i += 3) {
    palette.push_back({recipe.palette[i], recipe.palette[i + 1], recipe.palette[i + 2]});
  }
  if (!palette.empty()) {
    png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  }
  if (!recipe.palette_alpha.empty() || recipe.transparent_grey >= 0) {
    png_color_16 grey{};
    grey.gray = static_cast<png_uint_16>(recipe.transparent_grey);
    png_set_tRNS(png, info, recipe.palette_alpha.data(),
                 static_cast<int>(recipe.palette_alpha.size()), &grey);
  }
  png_write_info(png, info);
  std::vector<std::uint8_t> samples = recipe.samples;
  const std::size_t stride = samples.size() / recipe.height;
  std::vector<png_bytep> rows;
  for (std::size_t y = 0; y < recipe.height; ++y) {
    rows.push_back(samples.data() + y * stride);
  }
  png_write_image(png, rows.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

}  // namespace certpress::parse
