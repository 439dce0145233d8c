// Pixels -> JPEG (JFIF, ITU-T T.871, which is read as sRGB) by libjpeg-turbo.
#include <bit>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <jpeglib.h>

#include "raster.h"

namespace certpress::raster {
namespace {

class JpegWriter {
 public:
  JpegWriter() {
    encoder_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr common) {
      auto* writer = static_cast<JpegWriter*>(common->client_data);
      common->err->format_message(common, writer->message_);
      std::longjmp(writer->back_, 1);
    };
    errors_.output_message = [](j_common_ptr) {};
    encoder_.client_data = this;
  }
  ~JpegWriter() {
    jpeg_destroy_compress(&encoder_);
    std::free(bytes_);
  }
  JpegWriter(const JpegWriter&) = delete;
  JpegWriter& operator=(const JpegWriter&) = delete;

  // False when libjpeg failed, which it reports by longjmp: no object with a destructor may live in
  // this function or in what it calls.
  bool write(const Pixels& pixels, double dpi, int quality) {
    if (setjmp(back_) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's interface
      return false;
    }
    jpeg_create_compress(&encoder_);
    jpeg_mem_dest(&encoder_, &bytes_, &size_);
    encoder_.image_width = static_cast<JDIMENSION>(pixels.width);
    encoder_.image_height = static_cast<JDIMENSION>(pixels.height);
    encoder_.input_components = 4;
    encoder_.in_color_space =
        std::endian::native == std::endian::little ? JCS_EXT_BGRX : JCS_EXT_XRGB;
    jpeg_set_defaults(&encoder_);
    jpeg_set_quality(&encoder_, quality, TRUE);
    // Colour at full resolution: seals and guilloche are thin coloured lines.
    for (int i = 0; i < encoder_.num_components; ++i) {
      encoder_.comp_info[i].h_samp_factor = 1;
      encoder_.comp_info[i].v_samp_factor = 1;
    }
    encoder_.optimize_coding = TRUE;
    encoder_.dct_method = JDCT_ISLOW;  // exact, and the same on every processor
    encoder_.density_unit = 1;         // dots per inch, whole ones only
    encoder_.X_density = encoder_.Y_density = static_cast<UINT16>(std::lround(dpi));
    jpeg_start_compress(&encoder_, TRUE);
    const std::uint32_t* row = pixels.data.data();
    for (int y = 0; y < pixels.height; ++y, row += pixels.width) {
      // libjpeg's interface knows no const; it only reads.
      auto* samples = reinterpret_cast<JSAMPLE*>(const_cast<std::uint32_t*>(row));
      jpeg_write_scanlines(&encoder_, &samples, 1);
    }
    jpeg_finish_compress(&encoder_);
    return true;
  }

  [[nodiscard]] std::string bytes() const { return {reinterpret_cast<const char*>(bytes_), size_}; }
  [[nodiscard]] const char* message() const { return message_; }

 private:
  jpeg_compress_struct encoder_{};
  jpeg_error_mgr errors_{};
  std::jmp_buf back_{};
  unsigned char* bytes_ = nullptr;  // malloc'd by libjpeg
  unsigned long size_ = 0;
  char message_[JMSG_LENGTH_MAX] = {};
};

}  // namespace

std::string encode_jpeg(const Pixels& pixels, const Resolution& resolution, int quality) {
  JpegWriter writer;
  if (!writer.write(pixels, resolution.dpi, quality)) {
    throw std::runtime_error(std::string("libjpeg: ") + writer.message());
  }
  return writer.bytes();
}

}  // namespace certpress::raster
