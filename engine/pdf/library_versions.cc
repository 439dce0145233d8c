#include <fmt/format.h>
#include <lcms2.h>

#include "pdf.h"

namespace certpress::pdf {

LibraryVersions library_versions() {
  return {{"lcms2", fmt::format("{}.{}", LCMS_VERSION / 1000, LCMS_VERSION % 1000 / 10)}};
}

}  // namespace certpress::pdf
