// Pixels -> WebP (RFC 9649, which is sRGB when it carries no profile), lossy, by libwebp.
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "raster.h"

namespace certpress::raster {
namespace {

// Of 0 to 6. The default, 4, takes twice the time of 2 for certificates that are 2 % smaller.
constexpr int kMethod = 2;
constexpr double kDotsUnit = 100;  // a resolution is told in hundredths of a dot

void check(bool done, std::string_view step) {
  if (!done) {
    throw std::runtime_error(fmt::format("libwebp: {} failed", step));
  }
}

class Picture {
 public:
  explicit Picture(const Pixels& pixels) {
    check(WebPPictureInit(&picture_) != 0, "start");
    picture_.width = pixels.width;
    picture_.height = pixels.height;
    // libwebp takes our pixels where they are and, lossy, leaves them as they are.
    picture_.use_argb = 1;
    picture_.argb = const_cast<std::uint32_t*>(pixels.data.data());
    picture_.argb_stride = pixels.width;
    WebPMemoryWriterInit(&output_);
    picture_.writer = WebPMemoryWrite;
    picture_.custom_ptr = &output_;
  }
  ~Picture() {
    WebPMemoryWriterClear(&output_);
    WebPPictureFree(&picture_);
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;

  // Valid for as long as the picture lives.
  WebPData encode(int quality) {
    WebPConfig config;
    check(WebPConfigInit(&config) != 0, "start");
    config.quality = static_cast<float>(quality);
    config.method = kMethod;
    // Lossy WebP halves the resolution of colour. This doubles the time again, and keeps the thin
    // red lines of a seal red.
    config.use_sharp_yuv = 1;
    check(WebPEncode(&config, &picture_) != 0, "encoding");
    return {output_.mem, output_.size};
  }

 private:
  WebPPicture picture_{};
  WebPMemoryWriter output_{};
};

struct WebPDeleter {
  void operator()(const std::uint8_t* bytes) const { WebPFree(const_cast<std::uint8_t*>(bytes)); }
};

struct MuxDeleter {
  void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};

void append_number(std::string& out, std::uint32_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>(number >> shift);
  }
}

// WebP has no place for a resolution but an Exif chunk: a TIFF file of one directory (Exif 2.32,
// 4.6.2 and 4.6.4), big-endian.
std::string exif(double dpi) {
  struct Entry {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint32_t value;
  };
  constexpr std::uint16_t kShort = 3;
  constexpr std::uint16_t kRational = 5;
  constexpr std::uint16_t kInches = 2;
  constexpr std::uint32_t kFirstDirectory = 8;
  constexpr std::uint32_t kRationalAt = kFirstDirectory + 2 + 3 * 12 + 4;  // behind the directory
  constexpr std::array<Entry, 3> kEntries{{
      {0x011A, kRational, kRationalAt},  // XResolution
      {0x011B, kRational, kRationalAt},  // YResolution: the same
      {0x0128, kShort, kInches << 16U},  // ResolutionUnit; short values stand to the left
  }};
  std::string out("MM\0*", 4);
  append_number(out, kFirstDirectory, 4);
  append_number(out, kEntries.size(), 2);
  for (const Entry& entry : kEntries) {
    append_number(out, entry.tag, 2);
    append_number(out, entry.type, 2);
    append_number(out, 1, 4);  // how many values
    append_number(out, entry.value, 4);
  }
  append_number(out, 0, 4);  // no further directory
  append_number(out, static_cast<std::uint32_t>(std::lround(dpi * kDotsUnit)), 4);
  append_number(out, static_cast<std::uint32_t>(kDotsUnit), 4);
  return out;
}

}  // namespace

std::string encode_webp(const Pixels& pixels, const Resolution& resolution, int quality) {
  Picture picture(pixels);
  const WebPData image = picture.encode(quality);
  const std::string about = exif(resolution.dpi);
  const WebPData chunk{reinterpret_cast<const std::uint8_t*>(about.data()), about.size()};
  const std::unique_ptr<WebPMux, MuxDeleter> mux(WebPMuxNew());
  check(mux != nullptr && WebPMuxSetImage(mux.get(), &image, 0) == WEBP_MUX_OK &&
            WebPMuxSetChunk(mux.get(), "EXIF", &chunk, 0) == WEBP_MUX_OK,
        "assembly");
  WebPData file{};
  check(WebPMuxAssemble(mux.get(), &file) == WEBP_MUX_OK, "assembly");
  const std::unique_ptr<const std::uint8_t, WebPDeleter> owner(file.bytes);
  return {reinterpret_cast<const char*>(file.bytes), file.size};
}

}  // namespace certpress::raster
