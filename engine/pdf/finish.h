// Turns cairo's PDF into the document that leaves the engine: PDF/A-3b, with what it says about
// itself, the seal as a form of its own, the record for machines, and nothing that depends on when,
// where or by which thread it was made.
#pragma once

#include <string>

#include "pdf.h"

namespace certpress::pdf {

// `cairo_pdf` is what draw() made of the sheet.
std::string finish(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                   const PdfOptions& options);

}  // namespace certpress::pdf
