#include "pdf_run.h"

#include "pdf/page_run.h"

namespace certpress {

namespace {

class Run final : public PdfRun {
 public:
  Run(PdfRunOptions options, std::string engine_version, pdf::GlyphPrograms& programs, PdfSink sink)
      : run_(std::move(options.title),
             {.time = options.time,
              .engine_version = std::move(engine_version),
              .for_printing = true,
              .duplex = options.duplex,
              .printer = std::move(options.printer),
              .back_printer = std::move(options.back_printer)},
             programs, std::move(sink)) {}

  void add(const LaidOut& page) override {
    const auto& laid_out = dynamic_cast<const LaidOutSheet&>(page);
    run_.add(laid_out.sheet, laid_out.statics);
  }
  [[nodiscard]] std::size_t pages() const override { return run_.pages(); }
  void finish() override { run_.finish(); }

 private:
  pdf::PageRun run_;
};

}  // namespace

std::unique_ptr<PdfRun> make_pdf_run(PdfRunOptions options, std::string engine_version,
                                     pdf::GlyphPrograms& programs, PdfSink sink) {
  return std::make_unique<Run>(std::move(options), std::move(engine_version), programs,
                               std::move(sink));
}

}  // namespace certpress
