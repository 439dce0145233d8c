#include "certpress/version.h"

#include "pdf/pdf.h"
#include "raster/raster.h"
#include "text/font_book.h"

namespace certpress {

std::string version() { return CERTPRESS_VERSION; }

std::map<std::string, std::string> library_versions() {
  auto versions = text::library_versions();
  for (LibraryVersions more : {raster::library_versions(), pdf::library_versions()}) {
    versions.merge(more);
  }
  return versions;
}

}  // namespace certpress
