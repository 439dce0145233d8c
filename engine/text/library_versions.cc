#include <hb.h>
#include <pango/pango.h>

#include "font_book.h"

namespace certpress::text {

LibraryVersions library_versions() {
  return {{"harfbuzz", hb_version_string()}, {"pango", pango_version_string()}};
}

}  // namespace certpress::text
