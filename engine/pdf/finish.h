// Turns cairo's PDF into the document that leaves the engine: what it says about itself, and
// nothing that depends on when, where or by which thread it was made.
#pragma once

#include <string>

#include "pdf.h"

namespace certpress::pdf {

std::string finish(const std::string& cairo_pdf, const sheet::Sheet& sheet,
                   const PdfOptions& options);

}  // namespace certpress::pdf
