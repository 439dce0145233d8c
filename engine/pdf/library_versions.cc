#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <lcms2.h>

#include "pdf.h"

namespace certpress::pdf {

LibraryVersions library_versions() {
  FT_Library library = nullptr;
  FT_Int major = 0;
  FT_Int minor = 0;
  FT_Int patch = 0;
  if (FT_Init_FreeType(&library) == 0) {
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
  }
  return {{"freetype", fmt::format("{}.{}.{}", major, minor, patch)},
          {"lcms2", fmt::format("{}.{}", LCMS_VERSION / 1000, LCMS_VERSION % 1000 / 10)}};
}

}  // namespace certpress::pdf
