// Pixels -> PNG by libpng. Equal pixels give equal bytes: there is no tIME and no text chunk.
#include <csetjmp>
#include <cstddef>
#include <new>
#include <stdexcept>

#include <png.h>

#include "raster.h"

namespace certpress::raster {
namespace {

// Without filters zlib finds the repetitions of guilloche best: level 6 is within 2 % of level 9 in
// size at a fifth of its time, and adaptive filters would be a quarter larger.
constexpr int kZlibLevel = 6;

struct Output {
  std::string bytes;
  std::string error;
};

class PngWriter {
 public:
  explicit PngWriter(Output& output)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, &output, fail, ignore_warning)) {
    if (png_ == nullptr) {
      throw std::bad_alloc();
    }
    info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, nullptr);
      throw std::bad_alloc();
    }
    png_set_write_fn(png_, &output, append, nullptr);
  }
  ~PngWriter() { png_destroy_write_struct(&png_, &info_); }
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  // False when libpng failed. `row` is working space for one row of RGB. libpng reports by longjmp,
  // so that no object with a destructor may live in this function or in what it calls.
  bool write(const Pixels& pixels, png_uint_32 px_per_metre, unsigned char* row) {
    if (setjmp(png_jmpbuf(png_)) != 0) {  // NOLINT(cert-err52-cpp): libpng's interface
      return false;
    }
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(pixels.width),
                 static_cast<png_uint_32>(pixels.height), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png_, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png_, kZlibLevel);
    png_set_sRGB(png_, info_, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png_, info_, px_per_metre, px_per_metre, PNG_RESOLUTION_METER);
    png_write_info(png_, info_);
    const std::uint32_t* in = pixels.data.data();
    for (int y = 0; y < pixels.height; ++y) {
      unsigned char* out = row;
      for (int x = 0; x < pixels.width; ++x, ++in) {
        *out++ = static_cast<unsigned char>(*in >> 16);
        *out++ = static_cast<unsigned char>(*in >> 8);
        *out++ = static_cast<unsigned char>(*in);
      }
      png_write_row(png_, row);
    }
    png_write_end(png_, info_);
    return true;
  }

 private:
  [[noreturn]] static void fail(png_structp png, png_const_charp message) {
    static_cast<Output*>(png_get_error_ptr(png))->error = message;
    png_longjmp(png, 1);
  }
  static void ignore_warning(png_structp, png_const_charp) {}

  static void append(png_structp png, png_bytep data, std::size_t size) {
    bool appended = true;
    try {
      static_cast<Output*>(png_get_io_ptr(png))
          ->bytes.append(reinterpret_cast<const char*>(data), size);
    } catch (const std::exception&) {
      appended = false;  // No exception may cross libpng's frames.
    }
    if (!appended) {
      png_error(png, "out of memory");
    }
  }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

}  // namespace

std::string encode_png(const Pixels& pixels, const Resolution& resolution) {
  Output output;
  std::vector<unsigned char> row(static_cast<std::size_t>(pixels.width) * 3);
  PngWriter writer(output);
  if (!writer.write(pixels, resolution.px_per_metre(), row.data())) {
    throw std::runtime_error("libpng: " + output.error);
  }
  return std::move(output.bytes);
}

}  // namespace certpress::raster
