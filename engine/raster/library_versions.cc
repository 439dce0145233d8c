#include <cstdio>

#include <cairo.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <jpeglib.h>
#include <pixman.h>
#include FT_FREETYPE_H
#include <png.h>
#include <source_hash.h>
#include <webp/encode.h>

#include "raster.h"

namespace certpress::raster {

namespace {

std::string freetype_version() {
  FT_Library freetype = nullptr;
  int major = 0;
  int minor = 0;
  int patch = 0;
  if (FT_Init_FreeType(&freetype) == 0) {
    FT_Library_Version(freetype, &major, &minor, &patch);
    FT_Done_FreeType(freetype);
  }
  return fmt::format("{}.{}.{}", major, minor, patch);
}

}  // namespace

LibraryVersions library_versions() {
  constexpr int kJpeg = LIBJPEG_TURBO_VERSION_NUMBER;
  const auto webp = static_cast<unsigned>(WebPGetEncoderVersion());
  return {{"cairo", cairo_version_string()},
          {"freetype", freetype_version()},
          // libjpeg-turbo tells its version to those who compile against it only.
          {"libjpeg-turbo",
           fmt::format("{}.{}.{}", kJpeg / 1'000'000, kJpeg / 1000 % 1000, kJpeg % 1000)},
          {"libpng", png_get_libpng_ver(nullptr)},
          {"libwebp", fmt::format("{}.{}.{}", webp >> 16U, webp >> 8U & 0xFFU, webp & 0xFFU)}};
}

std::string drawing_revision() {
  return fmt::format("{} cairo {} pixman {} FreeType {}", kSourceHash, cairo_version_string(),
                     pixman_version_string(), freetype_version());
}

}  // namespace certpress::raster
