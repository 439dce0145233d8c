// What a document says about itself, for machines: its XMP packet (ISO 16684-1).
#pragma once

#include <string>

#include "../sheet/sheet.h"
#include "pdf.h"

namespace certpress::pdf {

inline constexpr const char* kProducer = "certpress";

// Says the same as the Info dictionary, that the file is PDF/A-3b, and where it comes from: the
// engine's version, the template's id and version, and the SHA-256 of each font that was used.
std::string xmp_packet(const sheet::Sheet& sheet, const PdfOptions& options);

}  // namespace certpress::pdf
