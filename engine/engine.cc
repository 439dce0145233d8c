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
#include <array>
#include <utility>

#include "certpress/version.h"

#include "base/refusals.h"
#include "base_cache.h"
#include "compare/restore.h"
#include "hashing_resources.h"
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
#include "prefix_cache.h"
#include "press/calibration_sheet.h"
#include "press/correction.h"
#include "raster/raster.h"
#include "sheet/dump_reader.h"
#include "sheet/sheet.h"
#include "stress/failures.h"
#include "text/font_book.h"

namespace certpress {

namespace {

sheet::Sheet chosen(const sheet::Sheet& sheet, LayerChoice layer) {
  switch (layer) {
    case LayerChoice::kStock:
      return sheet::without_signature(sheet::only(sheet, Layer::kStock));
    case LayerChoice::kInk:
      return sheet::without_signature(sheet::only(sheet, Layer::kInk));
    case LayerChoice::kProof:
      return sheet::without_signature(sheet::proof(sheet));
    case LayerChoice::kAll:
      break;
  }
  return sheet;
}

// What prepare() makes once for each template: all the work that no record can change.
class Prepared final : public PreparedTemplate {
 public:
  Prepared(model::Template checked, layout::StaticLayout laid_out, TemplateInfo description,
           std::vector<Diagnostic> warnings)
      : tmpl(std::move(checked)),
        fixed(std::move(laid_out)),
        info_(std::move(description)),
        remarks_(std::move(warnings)) {
    for (const LayerChoice layer : {LayerChoice::kAll, LayerChoice::kStock, LayerChoice::kInk}) {
      statics_.emplace(layer, std::make_shared<const sheet::Sheet>(
                                  chosen(layout::static_sheet(tmpl, fixed), layer)));
    }
    statics_.emplace(LayerChoice::kProof, statics(LayerChoice::kStock));  // above it all is changed
  }

  [[nodiscard]] const TemplateInfo& info() const override { return info_; }
  [[nodiscard]] const std::vector<Diagnostic>& remarks() const override { return remarks_; }

  // The static items of a choice of layers, always the same ones.
  [[nodiscard]] const std::shared_ptr<const sheet::Sheet>& statics(LayerChoice layer) const {
    return statics_.at(layer);
  }

  const model::Template tmpl;
  const layout::StaticLayout fixed;
  const BaseCache bases;       // static rasters, by resolution
  const PrefixCache prefixes;  // what PDFs begin with, by choice of layers

 private:
  TemplateInfo info_;
  std::vector<Diagnostic> remarks_;
  std::map<LayerChoice, std::shared_ptr<const sheet::Sheet>> statics_;
};

TemplateInfo describe(const model::Template& tmpl) {
  TemplateInfo info{
      tmpl.id, tmpl.title, tmpl.version, tmpl.standard, tmpl.page.width, tmpl.page.height, {},
      {},      {}};
  for (const model::Field& field : tmpl.fields) {
    info.fields.push_back({field.name, field.label, std::string(to_string(field.kind)),
                           field.required, field.max_length});
  }
  for (const model::Element& element : tmpl.elements) {
    info.elements.push_back({element.name, element.file, element.span.line, element.box.x,
                             element.box.y, element.box.width, element.box.height});
  }
  return info;
}

raster::Resolution resolution_of(const RenderOptions& options, Size page) {
  return options.width_px != 0 ? raster::Resolution::from_width(page, options.width_px)
                               : raster::Resolution::from_dpi(page, options.dpi);
}

// A PDF has neither resolution nor quality.
void check_picture(const RenderOptions& options, Size page) {
  if (options.format == Format::kPdf) {
    return;
  }
  Refusals found;
  const auto resolution = resolution_of(options, page);
  if (!(resolution.dpi >= kMinDpi && resolution.dpi <= kMaxDpi)) {
    found.error(
        "options/resolution", {},
        {"the resolution must be between 50 and 1200 dpi", "分辨率须在 50 至 1200 dpi 之间"});
  } else if (options.format == Format::kWebp &&
             std::max(resolution.width, resolution.height) > raster::kMaxWebpSide) {
    found.error(
        "options/resolution", {},
        {"a WebP picture has at most 16383 pixels on a side", "WebP 图片的边长不能超过 16383 像素"},
        {"choose a lower resolution, or PNG", "请降低分辨率，或改用 PNG"});
  }
  if (options.quality < kMinQuality || options.quality > kMaxQuality) {
    found.error("options/quality", {},
                {"the quality must be between 1 and 100", "图片质量须在 1 至 100 之间"});
  }
  found.throw_if_any();
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

constexpr std::array<std::pair<std::string_view, LayerChoice>, 4> kLayers{
    {{"all", LayerChoice::kAll},
     {"stock", LayerChoice::kStock},
     {"ink", LayerChoice::kInk},
     {"proof", LayerChoice::kProof}}};

bool is_for_paper(const RenderOptions& options) { return options.printer || options.imposition; }

// What is made for paper is neither for screens nor for signing.
void check_for_paper(const RenderOptions& options) {
  if (!is_for_paper(options)) {
    return;
  }
  if (options.format != Format::kPdf || options.layer == LayerChoice::kProof) {
    throw Refused({Severity::kError,
                   "printing/not-for-paper",
                   {},
                   {"only a PDF of the whole, the ink or the stock is made for paper",
                    "只有完整证照、套打内容或底版的 PDF 可以拼版或按打印机校正"},
                   {}});
  }
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

std::optional<LayerChoice> layer_named(std::string_view name) {
  const auto* const found =
      std::ranges::find(kLayers, name, [](const auto& layer) { return layer.first; });
  return found == kLayers.end() ? std::nullopt : std::optional(found->second);
}

std::string_view to_string(LayerChoice layer) {
  return std::ranges::find(kLayers, layer, [](const auto& named) { return named.second; })->first;
}

struct Engine::Parts {
  std::shared_ptr<const Resources> resources;
  text::FontBook fonts;
  mutable pdf::GlyphPrograms programs{};  // thread-safe
};

Engine::Engine(std::shared_ptr<const Resources> resources)
    : parts_(new Parts{resources, text::FontBook(std::move(resources))}) {}

Engine::~Engine() = default;

std::vector<std::string> Engine::template_ids() const { return parts_->resources->template_ids(); }

// Once for each template.
std::shared_ptr<const PreparedTemplate> Engine::prepare(std::string_view template_id) const {
  Refusals remarks;
  const HashingResources resources(*parts_->resources);
  auto tmpl = parse::parse_template(resources, template_id, parts_->fonts.roles(), remarks);
  // From here on the template is valid; what may still be refused is fixed text that does not fit.
  auto fixed = layout::lay_out_static(tmpl, parts_->fonts);
  auto info = describe(tmpl);
  info.fingerprint = resources.fingerprint();
  return std::make_shared<Prepared>(std::move(tmpl), std::move(fixed), std::move(info),
                                    remarks.take());
}

// Once for each record.
Rendered Engine::render(const PreparedTemplate& prepared, const RecordInput& input,
                        const RenderOptions& options) const {
  const auto& of = dynamic_cast<const Prepared&>(prepared);
  check_picture(options, of.tmpl.page);
  check_for_paper(options);
  Refusals remarks;
  // From here on the record has every required field, each of its kind and within its limits. A PDF
  // takes a photo's bytes as they are.
  const double pixels_per_mm = options.format == Format::kPdf ? 0 : parse::kFullSize;
  const auto record = parse::parse_record(input, of.tmpl, pixels_per_mm, remarks);
  // From here on every glyph has its place, and no length is left but millimetres.
  const auto sheet =
      chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), options.layer);
  if (options.format == Format::kPdf) {
    pdf::PdfOptions pdf_options{options.time, version()};
    pdf_options.for_printing = is_for_paper(options);
    if (options.layer == LayerChoice::kAll && !pdf_options.for_printing && !record.is_blank()) {
      pdf_options.record = parse::record_json(record, of.tmpl);
    }
    const auto page = pdf_options.for_printing ? on_paper(sheet, options, parts_->fonts) : sheet;
    if (options.drawing == Drawing::kPlain) {
      return {pdf::plain_pdf(page, pdf_options), remarks.take()};
    }
    const auto& prefix = of.prefixes.get(of.statics(options.layer), parts_->programs);
    return {prefix.to_pdf(page, pdf_options), remarks.take()};
  }
  const auto resolution = resolution_of(options, of.tmpl.page);
  auto pixels = of.bases.copy(sheet, resolution, options.layer);
  raster::draw_rest(pixels, sheet, resolution);
  return {encode(pixels, resolution, options), remarks.take()};
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
  check_picture(options, of.tmpl.page);
  Refusals remarks;
  const auto record = parse::parse_record(input, of.tmpl, parse::kFullSize, remarks);
  const auto now = chosen(layout::lay_out(of.tmpl, of.fixed, record, parts_->fonts), options.layer);
  Redrawn out;
  const auto sheet = compare::restore(
      sheet::read_dump(dump, "dump"), now,
      [this](std::string_view id) { return parts_->fonts.face(id); }, out.lost);
  const auto resolution = resolution_of(options, sheet.page);
  auto pixels = raster::draw_base(sheet, resolution);
  raster::draw_rest(pixels, sheet, resolution);
  out.png = raster::encode_png(pixels, resolution);
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
                                      const std::optional<PrinterProfile>& printer) const {
  auto sheet = press::calibration_sheet(page, parts_->fonts);
  if (printer) {
    sheet = press::corrected(sheet, *printer);
  }
  pdf::PdfOptions options{std::nullopt, version()};
  options.for_printing = true;
  return pdf::to_pdf(sheet, options);
}

std::map<std::string, std::string> Engine::font_hashes() const { return parts_->fonts.hashes(); }

FontReport Engine::fonts() const { return parts_->fonts.report(); }

std::string Engine::record_schema(const PreparedTemplate& prepared) {
  return parse::record_schema(dynamic_cast<const Prepared&>(prepared).tmpl);
}

std::string Engine::schema() { return parse::template_schema(); }

}  // namespace certpress
