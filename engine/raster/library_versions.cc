#include <cstdio>

#include <cairo.h>
#include <fmt/format.h>
#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "raster.h"

namespace certpress::raster {

LibraryVersions library_versions() {
  constexpr int kJpeg = LIBJPEG_TURBO_VERSION_NUMBER;
  const auto webp = static_cast<unsigned>(WebPGetEncoderVersion());
  return {{"cairo", cairo_version_string()},
          // libjpeg-turbo tells its version to those who compile against it only.
          {"libjpeg-turbo",
           fmt::format("{}.{}.{}", kJpeg / 1'000'000, kJpeg / 1000 % 1000, kJpeg % 1000)},
          {"libpng", png_get_libpng_ver(nullptr)},
          {"libwebp", fmt::format("{}.{}.{}", webp >> 16U, webp >> 8U & 0xFFU, webp & 0xFFU)}};
}

}  // namespace certpress::raster
