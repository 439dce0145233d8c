// PNG -> pixels, with libpng's setjmp kept away from everything that has a destructor.
#include <csetjmp>
#include <cstring>
#include <utility>

#include <png.h>

#include "decoded_picture.h"

namespace certpress::parse {

namespace {

// Text, colour profiles and thumbnails may be compressed and are of no use here.
constexpr std::size_t kMaxChunkBytes = 1U << 20U;
constexpr std::size_t kIhdrEnd = 33;  // signature, length, type, 13 bytes, CRC
constexpr std::size_t kWidthAt = 16;
constexpr std::size_t kHeightAt = 20;

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  return std::uint64_t{bytes[at]} << 24U | std::uint64_t{bytes[at + 1]} << 16U |
         std::uint64_t{bytes[at + 2]} << 8U | bytes[at + 3];
}

class PngDecoder {
 public:
  PngDecoder(std::span<const std::uint8_t> bytes, const PictureLimits& limits)
      : rest_(bytes),
        side_(static_cast<png_uint_32>(limits.side)),
        png_(png_create_read_struct(
            PNG_LIBPNG_VER_STRING, nullptr,
            [](png_structp png, png_const_charp) { png_longjmp(png, 1); },
            [](png_structp, png_const_charp) {})) {
    if (png_ != nullptr) {
      info_ = png_create_info_struct(png_);
    }
  }
  PngDecoder(const PngDecoder&) = delete;
  PngDecoder& operator=(const PngDecoder&) = delete;
  ~PngDecoder() { png_destroy_read_struct(&png_, &info_, nullptr); }

  PictureResult decode() {
    if (info_ == nullptr || !read_header()) {
      return PictureFault::kUnreadable;
    }
    const std::size_t width = png_get_image_width(png_, info_);
    const std::size_t height = png_get_image_height(png_, info_);
    const int color = png_get_color_type(png_, info_);
    picture_.width = static_cast<int>(width);
    picture_.height = static_cast<int>(height);
    picture_.has_alpha =
        (color & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png_, info_, PNG_INFO_tRNS) != 0;
    picture_.components = (color & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
    picture_.rgba.resize(width * height * 4);
    for (std::size_t y = 0; y < height; ++y) {
      rows_.push_back(&picture_.rgba[y * width * 4]);
    }
    return read_pixels() ? PictureResult(std::move(picture_)) : PictureFault::kUnreadable;
  }

 private:
  // A longjmp out of the library ends in these two functions; they hold nothing with a destructor.
  bool read_header() {
    if (setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_set_read_fn(png_, this, [](png_structp png, png_bytep out, std::size_t size) {
      auto& rest = static_cast<PngDecoder*>(png_get_io_ptr(png))->rest_;
      if (size > rest.size()) {
        png_error(png, "end of data");
      }
      std::memcpy(out, rest.data(), size);
      rest = rest.subspan(size);
    });
    png_set_user_limits(png_, side_, side_);
    png_set_chunk_malloc_max(png_, kMaxChunkBytes);
    png_set_crc_action(png_, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(png_, info_);
    return true;
  }

  bool read_pixels() {
    if (setjmp(png_jmpbuf(png_)) != 0) {
      return false;
    }
    png_set_expand(png_);
    png_set_scale_16(png_);
    png_set_gray_to_rgb(png_);
    png_set_add_alpha(png_, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    png_read_image(png_, rows_.data());
    png_read_end(png_, nullptr);
    return true;
  }

  std::span<const std::uint8_t> rest_;
  png_uint_32 side_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  DecodedPicture picture_;
  std::vector<png_bytep> rows_;
};

}  // namespace

PictureResult decode_png(std::span<const std::uint8_t> bytes, const PictureLimits& limits) {
  if (bytes.size() < kIhdrEnd) {
    return PictureFault::kUnreadable;
  }
  if (!limits.allow(number_at(bytes, kWidthAt), number_at(bytes, kHeightAt))) {
    return PictureFault::kTooLarge;
  }
  return PngDecoder(bytes, limits).decode();
}

}  // namespace certpress::parse
