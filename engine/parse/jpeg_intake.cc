// JPEG -> pixels, with libjpeg-turbo's setjmp kept away from everything that has a destructor.
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <utility>

#include <jerror.h>
#include <jpeglib.h>

#include "decoded_picture.h"
#include "exif.h"

namespace certpress::parse {

namespace {

// Far more than the dozen or so of an ordinary progressive file: a file of thousands of empty scans
// takes seconds to decode.
constexpr int kMaxScans = 24;
constexpr unsigned kMaxMarkerBytes = 0xFFFF;

// Warnings that say the picture is not whole. The others (junk between markers, for one) leave
// every pixel as it was written.
bool means_damage(int message_code) {
  switch (message_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
      return true;
    default:
      return false;
  }
}

class JpegDecoder {
 public:
  JpegDecoder(std::span<const std::uint8_t> bytes, const PictureLimits& limits)
      : bytes_(bytes), limits_(limits) {
    decoder_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr common) { of(common).leave(); };
    errors_.emit_message = [](j_common_ptr common, int level) {
      if (level < 0 && means_damage(common->err->msg_code)) {
        of(common).leave();
      }
    };
    errors_.output_message = [](j_common_ptr) {};
    progress_.progress_monitor = [](j_common_ptr common) {
      if (of(common).decoder_.input_scan_number > kMaxScans) {
        of(common).leave();
      }
    };
    decoder_.client_data = this;
  }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;
  ~JpegDecoder() { jpeg_destroy_decompress(&decoder_); }

  PictureResult decode(Size wanted) {
    if (!read_header()) {
      return errors_.msg_code == JERR_IMAGE_TOO_BIG ? PictureFault::kTooLarge
                                                    : PictureFault::kUnreadable;
    }
    if (!limits_.allow(decoder_.image_width, decoder_.image_height)) {
      return PictureFault::kTooLarge;
    }
    if (decoder_.jpeg_color_space == JCS_UNKNOWN) {
      return PictureFault::kUnsupported;
    }
    picture_.width = static_cast<int>(decoder_.image_width);
    picture_.height = static_cast<int>(decoder_.image_height);
    picture_.components = decoder_.num_components;
    picture_.orientation = orientation();
    const bool cmyk =
        decoder_.jpeg_color_space == JCS_CMYK || decoder_.jpeg_color_space == JCS_YCCK;
    decoder_.out_color_space = cmyk ? JCS_CMYK : JCS_EXT_RGBA;
    picture_.reduction = cmyk ? 1 : reduction(wanted);
    decoder_.scale_num = 1;
    decoder_.scale_denom = static_cast<unsigned>(picture_.reduction);
    const bool keep = cmyk || (wanted.width > 0 && wanted.height > 0);
    if (!read_pixels(keep)) {
      return PictureFault::kUnreadable;
    }
    if (cmyk) {
      cmyk_to_rgb();
    }
    if (!keep) {
      picture_.rgba = {};
    }
    return std::move(picture_);
  }

 private:
  static JpegDecoder& of(j_common_ptr common) {
    return *static_cast<JpegDecoder*>(common->client_data);
  }
  // Back to where the library was called. Nothing with a destructor stands between: the two
  // functions that call setjmp have none, nor has the library.
  [[noreturn]] void leave() { std::longjmp(jump_, 1); }  // NOLINT(modernize-avoid-setjmp-longjmp)

  bool read_header() {
    if (setjmp(jump_) != 0) {
      return false;
    }
    jpeg_create_decompress(&decoder_);
    decoder_.client_data = this;
    decoder_.progress = &progress_;
    jpeg_mem_src(&decoder_, bytes_.data(), static_cast<unsigned long>(bytes_.size()));
    jpeg_save_markers(&decoder_, JPEG_APP0 + 1, kMaxMarkerBytes);
    return jpeg_read_header(&decoder_, TRUE) == JPEG_HEADER_OK;
  }

  // Not kept, each row overwrites the one before.
  bool read_pixels(bool keep) {
    if (setjmp(jump_) != 0) {
      return false;
    }
    jpeg_start_decompress(&decoder_);
    const std::size_t stride = std::size_t{decoder_.output_width} * 4;
    picture_.rgba.resize(stride * (keep ? decoder_.output_height : 1));
    while (decoder_.output_scanline < decoder_.output_height) {
      JSAMPROW row = &picture_.rgba[keep ? decoder_.output_scanline * stride : 0];
      jpeg_read_scanlines(&decoder_, &row, 1);
    }
    return jpeg_finish_decompress(&decoder_) != FALSE;
  }

  // The most that the library can leave out in one go, while all wanted pixels are there. `wanted`
  // is meant upright.
  [[nodiscard]] int reduction(Size wanted) const {
    constexpr int kMost = 8;
    if (picture_.orientation >= 5) {  // sides exchanged
      std::swap(wanted.width, wanted.height);
    }
    int by = kMost;
    while (by > 1 && (picture_.width < wanted.width * by || picture_.height < wanted.height * by)) {
      by /= 2;
    }
    return by;
  }

  [[nodiscard]] int orientation() const {
    for (const jpeg_marker_struct* marker = decoder_.marker_list; marker != nullptr;
         marker = marker->next) {
      const int found = exif_orientation({marker->data, marker->data_length});
      if (found != 1) {
        return found;
      }
    }
    return 1;
  }

  // Adobe writes ink inverted, 255 for none; others do not. Plain arithmetic: the photo of a
  // certificate needs no press profile.
  void cmyk_to_rgb() {
    const bool inverted = decoder_.saw_Adobe_marker != FALSE;
    for (std::size_t i = 0; i < picture_.rgba.size(); i += 4) {
      std::uint8_t* pixel = &picture_.rgba[i];
      const int light = inverted ? pixel[3] : 255 - pixel[3];
      for (std::size_t channel = 0; channel < 3; ++channel) {
        const int value = inverted ? pixel[channel] : 255 - pixel[channel];
        pixel[channel] = static_cast<std::uint8_t>((value * light + 127) / 255);
      }
      pixel[3] = 255;
    }
  }

  std::span<const std::uint8_t> bytes_;
  const PictureLimits& limits_;
  jpeg_decompress_struct decoder_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf jump_{};
  DecodedPicture picture_;
};

}  // namespace

PictureResult decode_jpeg(std::span<const std::uint8_t> bytes, Size wanted,
                          const PictureLimits& limits) {
  return JpegDecoder(bytes, limits).decode(wanted);
}

}  // namespace certpress::parse
