// Sheet -> PDF/A-3b (ISO 19005-3): cairo draws the page, finish() makes it a document.
//
// Safe to call from many threads; equal arguments give equal bytes. What cairo or FreeType cannot
// do throws std::runtime_error.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "certpress/printing.h"

#include "../base/versions.h"
#include "../sheet/sheet.h"

namespace certpress::pdf {

struct PdfOptions {
  std::optional<std::time_t> time;  // CreationDate and ModDate; without it there is no date
  std::string engine_version{};     // goes into the provenance
  // The record as JSON, for machines; without it nothing is attached.
  std::optional<std::string> record{};
  // Viewers shall choose the tray by the page's size and print on these sides.
  bool for_printing = false;
  Duplex duplex = Duplex::kNone;
};

// One page of exactly the sheet's size; vector art, embedded subset fonts, text that copies back.
std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options);

// Of the libraries that embed fonts and write documents.
LibraryVersions library_versions();

}  // namespace certpress::pdf
