// The engine: a template and a record in, a certificate out.
//
//   auto engine = certpress::Engine(std::make_shared<certpress::FolderResources>(folders));
//   auto prepared = engine.prepare("road-transport-certificate");   // once per template
//   auto out = engine.render(*prepared, {.json = text}, {});        // once per record
//
// Input that cannot be accepted throws Refused with every problem found (diagnostic.h); nothing is
// drawn then. Any other exception is a failure of the program or of its environment.
//
// Threads: every member function is const and may be called from many threads at once.
// Equal inputs give equal bytes: the engine reads no clock, no locale and no environment.
#pragma once

#include <cstdint>
#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/bytes.h"
#include "certpress/cache.h"
#include "certpress/cover_sheet.h"
#include "certpress/diagnostic.h"
#include "certpress/fonts.h"
#include "certpress/pdf_run.h"
#include "certpress/printing.h"
#include "certpress/resources.h"

namespace certpress {

inline constexpr double kMinDpi = 50;
inline constexpr double kMaxDpi = 1200;
inline constexpr int kMinQuality = 1;
inline constexpr int kMaxQuality = 100;

enum class Format { kPng, kPdf, kJpeg, kWebp };

// How a page is drawn and written. The plain way draws everything with cairo and compresses with
// zlib; it is the measure of the fast one, which draws only what a record adds to its template.
// Both show the same page.
enum class Drawing {
  kFast,
  kUnspliced,  // a PNG drawn the fast way and compressed the plain way, for tests; else as kFast
  kPlain,
};

// Which of the template's layers is drawn. Stock is what is printed beforehand, ink is what is
// printed on it; an element may belong to both. A proof shows the ink above the stock, which is
// pale. Only a certificate with all layers carries its record and can be signed.
enum class LayerChoice { kAll, kStock, kInk, kProof };

// "all", "stock", "ink", "proof"; nothing for any other word.
std::optional<LayerChoice> layer_named(std::string_view name);
std::string_view to_string(LayerChoice layer);

struct RecordInput {
  std::string json;  // one JSON object: field names or Chinese labels -> values
  std::string name;  // how messages call it: "record.json", "-"
  // Finds a picture that the record names by a relative path. When empty, only data: URIs are
  // accepted, as the service must: a request may not read files.
  std::function<std::optional<Bytes>(std::string_view path)> pictures;
  // The blank form: no record at all. `json` is not read.
  bool blank = false;
};

struct RenderOptions {
  Format format = Format::kPng;
  double dpi = 150;  // pictures only; kMinDpi to kMaxDpi
  int width_px = 0;  // pictures only; when not 0 it takes the place of dpi
  int quality = 85;  // JPEG and WebP only; kMinQuality to kMaxQuality
  LayerChoice layer = LayerChoice::kAll;
  Drawing drawing = Drawing::kFast;
  // PDF only: CreationDate and ModDate in UTC. Without it the file carries no date.
  std::optional<std::time_t> time;
  // PDF only, and no proof: the page is made for this printer and tray, which then put ink where
  // the template says. Such a file is for paper: it carries no record and cannot be signed.
  std::optional<PrinterProfile> printer;
  // As `printer`: the record in every cell of a larger sheet, as labels and cards are printed.
  std::optional<Imposition> imposition;
};

struct Rendered {
  std::string bytes;                // the whole file
  std::vector<Diagnostic> remarks;  // warnings and notes: what was normalised, for one
};

// A picture of a sheet that is known by its dump alone.
struct Redrawn {
  std::string png;
  std::vector<std::string> lost;  // elements of which the dump tells too little to draw them
};

struct FieldInfo {
  std::string name;
  std::string label;  // Chinese
  std::string kind;   // "date", as the template language spells it
  bool required = false;
  int max_length = 0;  // characters; 0 where the kind has no such limit
};

struct ElementInfo {
  std::string name;
  std::string file;  // that the element is written in, as messages call it
  int line = 0;      // 1-based
  double x_mm = 0;   // its box
  double y_mm = 0;
  double width_mm = 0;
  double height_mm = 0;
};

struct TemplateInfo {
  std::string id;
  std::string title;
  std::string version;
  std::string standard;
  double width_mm = 0;
  double height_mm = 0;
  std::vector<FieldInfo> fields;
  std::vector<ElementInfo> elements;  // in drawing order
  // SHA-256 over all files that it was read from: a template that differs in anything differs here.
  std::string fingerprint;
};

// A template that was parsed, checked, and laid out as far as no record can change it.
// Immutable; may be used by many threads and must not outlive its Engine.
class PreparedTemplate {
 public:
  PreparedTemplate(const PreparedTemplate&) = delete;
  PreparedTemplate& operator=(const PreparedTemplate&) = delete;
  virtual ~PreparedTemplate() = default;

  [[nodiscard]] virtual const TemplateInfo& info() const = 0;
  // Warnings that the template deserves although it works.
  [[nodiscard]] virtual const std::vector<Diagnostic>& remarks() const = 0;

 protected:
  PreparedTemplate() = default;
};

struct EngineOptions {
  // Keeps what was worked out, from process to process; null: nothing is kept.
  std::shared_ptr<const Cache> cache;
  // For the pages that records of one template share, in bytes. A page in use may exceed it.
  std::size_t page_memory = std::size_t{512} << 20U;
};

class Engine {
 public:
  // Reads the font manifest. Font files are opened, and checked against it, when first needed.
  explicit Engine(std::shared_ptr<const Resources> resources, EngineOptions options = {});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] std::vector<std::string> template_ids() const;
  [[nodiscard]] std::shared_ptr<const PreparedTemplate> prepare(std::string_view template_id) const;
  [[nodiscard]] Rendered render(const PreparedTemplate& prepared, const RecordInput& record,
                                const RenderOptions& options) const;

  // A page for begin_pdf_run(): the record checked and laid out. Throws as render() does.
  [[nodiscard]] std::shared_ptr<const LaidOut> lay_out(const PreparedTemplate& prepared,
                                                       const RecordInput& record,
                                                       LayerChoice layer = LayerChoice::kAll) const;
  // Pages on a larger sheet, to be cut: one for each cell as records_on_sheet() orders them, null
  // where a cell stays empty; all of one size. Throws Refused as cells_on_sheet() does.
  [[nodiscard]] std::shared_ptr<const LaidOut> impose(
      const std::vector<std::shared_ptr<const LaidOut>>& cells, const Imposition& imposition,
      const SheetSide& side) const;
  // The page as it must be sent to a printer. Throws Refused: printing/page-size,
  // printing/off-page.
  [[nodiscard]] std::shared_ptr<const LaidOut> correct(const LaidOut& page,
                                                       const PrinterProfile& printer) const;
  // The pages of a cover sheet. Throws Refused: printing/cover-too-small.
  [[nodiscard]] std::vector<std::shared_ptr<const LaidOut>> cover_sheets(
      const CoverSheet& cover) const;
  // One PDF of many pages, handed to `sink` while it is written (pdf_run.h).
  [[nodiscard]] std::unique_ptr<PdfRun> begin_pdf_run(PdfRunOptions options, PdfSink sink) const;

  // The sheet as stable text: every item in drawing order with its place in millimetres.
  [[nodiscard]] std::string inspect(const PreparedTemplate& prepared, const RecordInput& record,
                                    LayerChoice layer = LayerChoice::kAll) const;

  // Draws an earlier sheet of the template from its dump (Engine::inspect), to be seen beside the
  // one of today: what is not in the dump is taken from the record's present sheet.
  [[nodiscard]] Redrawn redraw(const PreparedTemplate& prepared, const RecordInput& record,
                               std::string_view dump, const RenderOptions& options) const;

  // Lays out the hardest records that the template's fields allow. Returns an error for each
  // element that text overflows (text/does-not-fit, code/too-dense, ...) or that meets another
  // (stress/collision), in mm, with the record as its hint; each element and code once.
  [[nodiscard]] std::vector<Diagnostic> stress(const PreparedTemplate& prepared) const;

  // What the template deserves to be told although it works, as warnings (lint/...): boxes that
  // overlap, type and codes that are hard to read, what a printer cannot print, files that nothing
  // shows. Elements may say that it is meant so (`allow`).
  [[nodiscard]] std::vector<Diagnostic> lint(const PreparedTemplate& prepared) const;

  // A sheet to measure a printer with, as PDF (calibrate() of printing.h). With the profile that
  // came of it, the sheet that shows whether it is right. With a way of turning over the marks are
  // on the back, which is measured by itself.
  [[nodiscard]] std::string calibration_sheet(
      const PaperSize& page, const std::optional<PrinterProfile>& printer = std::nullopt,
      Duplex back = Duplex::kNone) const;

  // The SHA-256 that the manifest states for each font file, by id; a file that is used has it.
  [[nodiscard]] std::map<std::string, std::string> font_hashes() const;

  // Every font of the manifest, checked, with its coverage. Slow: it looks at every glyph.
  [[nodiscard]] FontReport fonts() const;

  // The JSON Schema (draft 2020-12) of the template's records, for forms and for clients that check
  // before they send: fields in the template's order, by name or by label, with descriptions in
  // English and, as x-description-zh, in Chinese.
  [[nodiscard]] static std::string record_schema(const PreparedTemplate& prepared);

  // What the pages that records have in common hold at the moment, in bytes.
  [[nodiscard]] std::size_t page_memory() const;

  // The JSON Schema (draft 2020-12) of the template language.
  [[nodiscard]] static std::string schema();

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace certpress
