#include "pdf.h"

#include "drawing.h"
#include "finish.h"

namespace certpress::pdf {

std::string to_pdf(const sheet::Sheet& sheet, const PdfOptions& options) {
  return finish(draw(sheet), sheet, options);
}

}  // namespace certpress::pdf
