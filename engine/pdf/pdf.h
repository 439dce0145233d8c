// Sheet -> PDF: cairo draws the page, PoDoFo finishes the document.
//
// Safe to call from many threads; equal arguments give equal bytes. What cairo, FreeType or PoDoFo
// cannot do throws std::runtime_error.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "../base/versions.h"
#include "../sheet/sheet.h"

namespace certpress::pdf {

struct PdfOptions {
  std::optional<std::time_t> time;  // CreationDate and ModDate; without it there is no date
};

// One page of exactly the sheet's size; vector art, embedded subset fonts, text that copies back.
std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options);

// Of the libraries that embed fonts and write documents.
LibraryVersions library_versions();

}  // namespace certpress::pdf
