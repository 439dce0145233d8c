#include <cairo.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <pixman.h>
#include FT_FREETYPE_H
#include <png.h>
#include <source_hash.h>

#include "raster.h"

namespace certpress::raster {

LibraryVersions library_versions() {
  return {{"cairo", cairo_version_string()}, {"libpng", png_get_libpng_ver(nullptr)}};
}

std::string drawing_revision() {
  FT_Library freetype = nullptr;
  int major = 0;
  int minor = 0;
  int patch = 0;
  if (FT_Init_FreeType(&freetype) == 0) {
    FT_Library_Version(freetype, &major, &minor, &patch);
    FT_Done_FreeType(freetype);
  }
  return fmt::format("{} cairo {} pixman {} FreeType {}.{}.{}", kSourceHash, cairo_version_string(),
                     pixman_version_string(), major, minor, patch);
}

}  // namespace certpress::raster
