#include <cairo.h>
#include <png.h>

#include "raster.h"

namespace certpress::raster {

LibraryVersions library_versions() {
  return {{"cairo", cairo_version_string()}, {"libpng", png_get_libpng_ver(nullptr)}};
}

}  // namespace certpress::raster
