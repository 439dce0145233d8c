// Many certificates in one PDF, page after page: what a print office sends to its printer.
//
//   const PdfSink to_file = [&](std::string_view bytes) { out << bytes; };
//   auto run = engine.begin_pdf_run({.title = "2027-05-09"}, to_file);
//   for (const RecordInput& record : records) {
//     run->add(*engine.lay_out(*prepared, record));
//   }
//   run->finish();
//
// The file is PDF/A-3b and is written as it grows: artwork and fonts stand in it once, and memory
// does not grow with the pages but for 8 bytes for each object (four or five a page) and one
// outline for each different character. A run carries no records for machines and cannot be signed:
// it is paper in waiting. Equal pages in equal order give equal bytes.
#pragma once

#include <cstddef>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/printing.h"

namespace certpress {

// A record on its page, checked and laid out, with nothing drawn yet. Immutable, may be used by
// many threads, and may outlive the PreparedTemplate but not the Engine that it came from.
class LaidOut {
 public:
  LaidOut(const LaidOut&) = delete;
  LaidOut& operator=(const LaidOut&) = delete;
  virtual ~LaidOut() = default;

  [[nodiscard]] virtual double width_mm() const = 0;
  [[nodiscard]] virtual double height_mm() const = 0;
  // Warnings and notes about the record.
  [[nodiscard]] virtual const std::vector<Diagnostic>& remarks() const = 0;

 protected:
  LaidOut() = default;
};

// One side of an imposed sheet, and what its slug line counts.
struct SheetSide {
  bool back = false;
  std::size_t page = 1;
  std::size_t pages = 1;
};

struct PdfRunOptions {
  std::string title;  // of the document, UTF-8
  // CreationDate and ModDate in UTC. Without it the file carries no date.
  std::optional<std::time_t> time{};
  // How the pages turn over, asked of the printer; pages alternate then.
  Duplex duplex = Duplex::kNone;
  // That fronts and backs were corrected for (Engine::correct): the file says so, and is refused by
  // others (printable_on).
  std::optional<PrinterProfile> printer{};
  std::optional<PrinterProfile> back_printer{};
};

// Receives the file's bytes in order. What it throws leaves add() or finish(); the run is spent
// then.
using PdfSink = std::function<void(std::string_view bytes)>;

// Belongs to one thread at a time, and must not outlive its Engine. Pages may be laid out by other
// threads meanwhile: that is the larger part of the work.
class PdfRun {
 public:
  PdfRun(const PdfRun&) = delete;
  PdfRun& operator=(const PdfRun&) = delete;
  virtual ~PdfRun() = default;

  // The next page, of its own size. Templates may be mixed: a cover sheet, then certificates.
  virtual void add(const LaidOut& page) = 0;
  [[nodiscard]] virtual std::size_t pages() const = 0;
  // Writes fonts, page tree and tables, after the last page and once. Throws std::logic_error when
  // there is no page: a PDF has at least one.
  virtual void finish() = 0;

 protected:
  PdfRun() = default;
};

}  // namespace certpress
