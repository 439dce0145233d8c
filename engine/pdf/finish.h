// Turns cairo's PDF into the document that leaves the engine: PDF/A-3b, with what it says about
// itself, the seal as a form of its own, the record for machines, and nothing that depends on when,
// where or by which thread it was made.
//
// How the seal is kept, so that sign/ can make it the visible signature: the page's /Contents are
// two streams, the page and then the seal. The second only paints the page's XObject
// /CertpressSeal, a form that blends itself; the page's private entry /CertpressSealRect says where
// it lies, in points.
#pragma once

#include <string>

#include "pdf.h"

namespace certpress::pdf {

// `cairo_pdf` is what draw() made of the sheet.
std::string finish(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                   const PdfOptions& options);

}  // namespace certpress::pdf
