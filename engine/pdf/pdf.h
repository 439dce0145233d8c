// Sheet -> PDF/A-3b (ISO 19005-3).
//
// What all documents of a template begin with is made once (Prefix): artwork, fonts of fixed text,
// the colour profile. A document goes on from a copy of it. plain_pdf() is the other way to the
// same page, by cairo: the one that this is held against.
//
// How the seal is kept, so that sign/ can make it the visible signature: the page's /Contents are
// two streams, the page and then the seal. The second only paints the page's XObject
// /CertpressSeal, a form that blends itself; the page's private entry /CertpressSealRect says where
// it lies, in points.
//
// Safe to call from many threads; equal arguments give equal bytes. What a library cannot do throws
// std::runtime_error.
#pragma once

#include <ctime>
#include <memory>
#include <optional>
#include <string>

#include "certpress/cache.h"
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
  // That fronts and backs were corrected for: the file says so (paper_mark.h).
  std::optional<PrinterProfile> printer{};
  std::optional<PrinterProfile> back_printer{};
};

class GlyphPrograms;

// Immutable; may be used by many threads.
class Prefix {
 public:
  // `statics` are all static items of a template and choice of layers, in drawing order. The
  // programs must outlive it. `cache` may be null: what takes long, which is the compression, is
  // kept in it.
  Prefix(const sheet::Items& statics, Size page, GlyphPrograms& programs, const Cache* cache);
  ~Prefix();
  Prefix(const Prefix&) = delete;
  Prefix& operator=(const Prefix&) = delete;

  // One page of exactly the sheet's size; vector art, embedded subset fonts, text that copies back.
  // The sheet holds the static items, and those of a record.
  [[nodiscard]] std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

// The same for a sheet by itself.
std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options);
std::string plain_pdf(const sheet::Sheet& sheet, const PdfOptions& options);

// The static items of a sheet. A seal is none: it is written apart.
sheet::Items statics_of(const sheet::Sheet& sheet);

// Of the libraries that embed fonts and write documents.
LibraryVersions library_versions();

}  // namespace certpress::pdf
