// What a document says about itself, for machines: its XMP packet (ISO 16684-1).
#pragma once

#include <map>
#include <string>

#include "../sheet/sheet.h"
#include "pdf.h"

namespace certpress::pdf {

inline constexpr const char* kProducer = "certpress";

// Where a document comes from.
struct Provenance {
  std::string title;
  std::string template_id;
  std::string template_version;
  std::map<std::string, std::string> sha256_by_font;  // by the font's id in fonts.yaml
};

Provenance provenance_of(const sheet::Sheet& sheet);
// Adds the fonts that the items use.
void collect_fonts(const sheet::Items& items, Provenance& provenance);

// Says the same as the Info dictionary, that the file is PDF/A-3b, and where it comes from: the
// engine's version, the template's id and version, and the SHA-256 of each font that was used.
std::string xmp_packet(const Provenance& provenance, const PdfOptions& options);

}  // namespace certpress::pdf
