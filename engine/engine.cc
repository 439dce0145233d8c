// The whole product on one screen: how a template and a record become a certificate.
//
//   template.yaml --> Template --.                         .--> PNG, JPEG, WebP
//                                +--> layout --> Sheet ----+
//   record.json ----> Record ----'                         '--> PDF
//
// One stage is one call into one module. It takes all that it needs as arguments and returns its
// value, or throws Refused with every problem it found.

#include "certpress/engine.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "certpress/version.h"

#include "base/refusals.h"
#include "compare/restore.h"
#include "hashing_resources.h"
#include "impose/cover_sheet.h"
#include "impose/imposed_sheet.h"
#include "layout/layout.h"
#include "lint/lint.h"
#include "parse/record_json.h"
#include "parse/record_parser.h"
#include "parse/record_schema.h"
#include "parse/template_parser.h"
#include "pdf/glyph_programs.h"
#include "pdf/pdf.h"
#include "pdf_run.h"
#include "prepared.h"
#include "press/calibration_sheet.h"
#include "press/correction.h"
#include "raster/page_store.h"
#include "render_options.h"
#include "sheet/dump_reader.h"
#include "sheet/sheet.h"
#include "stress/failures.h"
#include "stress/worst_cases.h"
#include "text/font_book.h"

namespace certpress {

namespace {

raster::Pixels plain_pixels(const sheet::Sheet& sheet, const raster::Resolution& resolution) {
  auto pixels = raster::draw_base(sheet, resolution);
  raster::draw_rest(pixels, sheet, resolution);
  return pixels;
}

std::string encode(const raster::Pixels& pixels, const raster::Resolution& resolution,
                   const RenderOptions& options) {
  switch (options.format) {
    case Format::kJpeg:
      return raster::encode_jpeg(pixels, resolution, options.quality);
    case Format::kWebp:
      return raster::encode_webp(pixels, resolution, options.quality);
    case Format::kPng:
    case Format::kPdf:
      break;
  }
  return raster::encode_png(pixels, resolution);
}

// Examples that a template does not take teach nothing.
std::vector<sheet::Sheet> everyday_sheets(const Prepared& of, const model::Record& like,
                                          const text::FontBook& fonts, LayerChoice layer) {
  std::vector<sheet::Sheet> sheets;
  for (const model::Record& record : stress::everyday_records(of.tmpl, like)) {
    try {
      sheets.push_back(chosen(layout::lay_out(of.tmpl, of.fixed, record, fonts), layer));
    } catch (const Refused&) {
      continue;
    }
  }
  return sheets;
}

sheet::Sheet on_paper(sheet::Sheet sheet, const RenderOptions& options,
                      const text::FontBook& fonts) {
  sheet = sheet::without_signature(sheet);
  if (options.imposition) {
    const std::vector<const sheet::Sheet*> cells(
        cells_on_sheet(*options.imposition, {sheet.page.width, sheet.page.height}), &sheet);
    sheet = impose::imposed(*options.imposition, cells, impose::Face::kFront, {}, fonts);
  }
  return options.printer ? press::corrected(sheet, *options.printer) : sheet;
}

}  // namespace

struct Engine::Parts {
  std::shared_ptr<const Resources> resources;
  std::shared_ptr<const Cache> cache;
  text::FontBook fonts;
  raster::PageStore pages;
  mutable pdf::GlyphPrograms programs{};  // thread-safe
};

Engine::Engine(std::shared_ptr<const Resources> resources, EngineOptions options)
    : parts_(new Parts{resources, options.cache,
                       text::FontBook(std::move(resources), options.cache),
                       raster::PageStore(options.page_memory, std::move(options.cache),
                                         raster::drawing_revision())}) {}

Engine::~Engine() = default;

std::vector<std::string> Engine::template_ids() const { return parts_->resources->template_ids(); }

// Once for each template.
std::shared_ptr<const PreparedTemplate> Engine::prepare(std::string_view template_id) const {
  Refusals remarks;
  const HashingResources resources(*parts_->resources);
  auto tmpl = parse::parse_template(resources, template_id, parts_->fonts.roles(), remarks);
  // From here on the template is valid; what may still be refused is fixed text that does not fit.
  auto fixed = layout::lay_out_static(tmpl, parts_->fonts);
  return std::make_shared<Prepared>(std::move(tmpl), std::move(fixed), resources.fingerprint(),
                                    remarks.take());
}

// Once for each record.
Rendered Engine::render(const PreparedTemplate& prepared, const RecordInput& input,
                        const RenderOptions& options) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  check(options, of.tmpl.page);
  Refusals remarks;
  // From here on the record has every required field, each of its kind and within its limits.
  const auto record =
      parse::parse_record(input, of.tmpl, pixels_per_mm(options, of.tmpl.page), remarks);
  // From here on every glyph has its place, and no length is left but millimetres.
  const auto sheet =
      chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), options.layer);
  if (options.format == Format::kPdf) {
    pdf::PdfOptions pdf_options{options.time, version()};
    pdf_options.for_printing = is_for_paper(options);
    pdf_options.printer = options.printer;
    if (options.layer == LayerChoice::kAll && !pdf_options.for_printing && !record.is_blank()) {
      pdf_options.record = parse::record_json(record, of.tmpl);
    }
    const auto page = pdf_options.for_printing ? on_paper(sheet, options, parts_->fonts) : sheet;
    if (options.drawing == Drawing::kPlain) {
      return {pdf::plain_pdf(page, pdf_options), remarks.take()};
    }
    const auto& prefix =
        of.prefixes.get(of.statics(options.layer), parts_->programs, parts_->cache.get());
    return {prefix.to_pdf(page, pdf_options), remarks.take()};
  }
  const auto resolution = resolution_of(options, of.tmpl.page);
  if (options.drawing == Drawing::kPlain) {
    return {encode(plain_pixels(sheet, resolution), resolution, options), remarks.take()};
  }
  const std::function<std::vector<sheet::Sheet>()> examples = [&] {
    return everyday_sheets(of, record, parts_->fonts, options.layer);
  };
  const std::string ground = of.ground + std::string(to_string(options.layer));
  const raster::PageJob job{sheet, resolution, ground, of.places, examples};
  if (options.format == Format::kPng && options.drawing == Drawing::kFast) {
    return {parts_->pages.png(job), remarks.take()};
  }
  return {encode(parts_->pages.pixels(job), resolution, options), remarks.take()};
}

std::shared_ptr<const LaidOut> Engine::lay_out(const PreparedTemplate& prepared,
                                               const RecordInput& input, LayerChoice layer) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  Refusals remarks;
  const auto record = parse::parse_record(input, of.tmpl, 0, remarks);
  auto sheet = chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), layer);
  return std::make_shared<LaidOutSheet>(std::move(sheet), std::vector{of.statics(layer)},
                                        remarks.take());
}

std::shared_ptr<const LaidOut> Engine::impose(
    const std::vector<std::shared_ptr<const LaidOut>>& cells, const Imposition& imposition,
    const SheetSide& side) const {
  std::vector<const sheet::Sheet*> sheets;
  std::vector<std::shared_ptr<const sheet::Sheet>> statics;
  std::vector<Diagnostic> remarks;
  for (const auto& cell : cells) {
    const auto* page = dynamic_cast<const LaidOutSheet*>(cell.get());
    sheets.push_back(page == nullptr ? nullptr : &page->sheet);
    if (page != nullptr) {
      std::ranges::copy_if(page->statics, std::back_inserter(statics), [&](const auto& fixed) {
        return std::ranges::find(statics, fixed) == statics.end();
      });
      remarks.insert(remarks.end(), page->remarks().begin(), page->remarks().end());
    }
  }
  auto sheet =
      impose::imposed(imposition, sheets, side.back ? impose::Face::kBack : impose::Face::kFront,
                      {side.page, side.pages}, parts_->fonts);
  return std::make_shared<LaidOutSheet>(std::move(sheet), std::move(statics), std::move(remarks));
}

std::shared_ptr<const LaidOut> Engine::correct(const LaidOut& page,
                                               const PrinterProfile& printer) const {
  const auto& of = dynamic_cast<const LaidOutSheet&>(page);
  return std::make_shared<LaidOutSheet>(press::corrected(of.sheet, printer), of.statics,
                                        of.remarks());
}

std::vector<std::shared_ptr<const LaidOut>> Engine::cover_sheets(const CoverSheet& cover) const {
  std::vector<std::shared_ptr<const LaidOut>> pages;
  for (sheet::Sheet& page : impose::cover_sheets(cover, parts_->fonts)) {
    pages.push_back(std::make_shared<LaidOutSheet>(
        std::move(page), std::vector<std::shared_ptr<const sheet::Sheet>>{},
        std::vector<Diagnostic>{}));
  }
  return pages;
}

std::unique_ptr<PdfRun> Engine::begin_pdf_run(PdfRunOptions options, PdfSink sink) const {
  return make_pdf_run(std::move(options), version(), parts_->programs, std::move(sink));
}

std::string Engine::inspect(const PreparedTemplate& prepared, const RecordInput& input,
                            LayerChoice layer) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  Refusals remarks;
  const auto record = parse::parse_record(input, of.tmpl, 0, remarks);
  return sheet::dump(chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), layer));
}

Redrawn Engine::redraw(const PreparedTemplate& prepared, const RecordInput& input,
                       std::string_view dump, const RenderOptions& options) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  check(options, of.tmpl.page);
  Refusals remarks;
  const auto record = parse::parse_record(input, of.tmpl, parse::kFullSize, remarks);
  const auto now = chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), options.layer);
  Redrawn out;
  const auto sheet = compare::restore(
      sheet::read_dump(dump, "dump"), now,
      [this](std::string_view id) { return parts_->fonts.face(id); }, out.lost);
  const auto resolution = resolution_of(options, sheet.page);
  out.png = raster::encode_png(plain_pixels(sheet, resolution), resolution);
  return out;
}

std::vector<Diagnostic> Engine::stress(const PreparedTemplate& prepared) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  return stress::failures(of.tmpl, [&](const model::Record& record) {
    return layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts);
  });
}

std::vector<Diagnostic> Engine::lint(const PreparedTemplate& prepared) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  auto found = lint::lint(of.tmpl, parts_->fonts);
  for (const std::string& file : parts_->resources->template_assets(of.tmpl.id)) {
    if (!std::ranges::binary_search(of.tmpl.assets, file)) {
      found.push_back(lint::unused_asset(parts_->resources->display_name(file)));
    }
  }
  return found;
}

std::string Engine::calibration_sheet(const PaperSize& page,
                                      const std::optional<PrinterProfile>& printer,
                                      Duplex back) const {
  auto sheet = press::calibration_sheet(page, back, parts_->fonts);
  if (printer) {
    sheet = press::corrected(sheet, *printer);
  }
  std::string pdf;
  const auto pages = begin_pdf_run({sheet.title, std::nullopt, back, printer},
                                   [&](std::string_view bytes) { pdf += bytes; });
  if (back != Duplex::kNone) {
    pages->add(LaidOutSheet(press::calibration_front(page, parts_->fonts), {}, {}));
  }
  pages->add(LaidOutSheet(std::move(sheet), {}, {}));
  pages->finish();
  return pdf;
}

std::map<std::string, std::string> Engine::font_hashes() const { return parts_->fonts.hashes(); }

FontReport Engine::fonts() const { return parts_->fonts.report(); }

std::string Engine::record_schema(const PreparedTemplate& prepared) {
  return parse::record_schema(dynamic_cast<const Prepared&>(prepared).tmpl);
}

std::size_t Engine::page_memory() const { return parts_->pages.memory(); }

std::string Engine::schema() { return parse::template_schema(); }

}  // namespace certpress
