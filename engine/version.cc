#include "certpress/version.h"

#include "pdf/pdf.h"
#include "raster/raster.h"
#include "text/font_book.h"

namespace certpress {

std::string version() { return CERTPRESS_VERSION; }

std::vector<std::pair<std::string, std::string>> library_versions() {
  auto versions = text::library_versions();
  versions.merge(raster::library_versions());
  versions.merge(pdf::library_versions());
  return {versions.begin(), versions.end()};
}

}  // namespace certpress
