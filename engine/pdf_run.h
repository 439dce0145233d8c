// Laid-out records and the run that takes them: the engine's side of certpress/pdf_run.h.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "certpress/pdf_run.h"

#include "pdf/glyph_programs.h"
#include "sheet/sheet.h"

namespace certpress {

class LaidOutSheet final : public LaidOut {
 public:
  // `statics` are the static items of each template that the sheet shows, as the template keeps
  // them.
  LaidOutSheet(sheet::Sheet page, std::vector<std::shared_ptr<const sheet::Sheet>> fixed,
               std::vector<Diagnostic> warnings)
      : sheet(std::move(page)), statics(std::move(fixed)), remarks_(std::move(warnings)) {}

  [[nodiscard]] double width_mm() const override { return sheet.page.width; }
  [[nodiscard]] double height_mm() const override { return sheet.page.height; }
  [[nodiscard]] const std::vector<Diagnostic>& remarks() const override { return remarks_; }

  const sheet::Sheet sheet;
  const std::vector<std::shared_ptr<const sheet::Sheet>> statics;

 private:
  std::vector<Diagnostic> remarks_;
};

// The programs must outlive it.
std::unique_ptr<PdfRun> make_pdf_run(PdfRunOptions options, std::string engine_version,
                                     pdf::GlyphPrograms& programs, PdfSink sink);

}  // namespace certpress
