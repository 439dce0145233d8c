#include "both_ways.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "golden/case_file.h"
#include "golden/record_generator.h"
#include "golden/workshop.h"
#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDpi = "100";
constexpr int kSquare = 8;  // pixels: 2 mm

void draw_by_poppler(const std::string& path) {
  run({"pdftoppm", "-r", kDpi, "-png", "-singlefile", path + ".pdf", path});
}

void draw_by_mupdf(const std::string& path) {
  run({"mutool", "draw", "-q", "-r", kDpi, "-o", path + ".png", path + ".pdf"});
}

Unlikeness compare(void (*draw)(const std::string& path), const std::string& direct,
                   const std::string& plain) {
  draw(direct);
  draw(plain);
  const PixelImage a = read_png(direct + ".png");
  const PixelImage b = read_png(plain + ".png");
  if (a.width != b.width || a.height != b.height) {
    throw std::runtime_error("pages of different sizes");
  }
  return {mean_difference(a, b), worst_square(a, b, kSquare)};
}

}  // namespace

void Unlikeness::include(const Unlikeness& other) {
  mean = std::max(mean, other.mean);
  worst_square = std::max(worst_square, other.worst_square);
}

std::optional<BothWays> compare_both_ways(const PdfPage& page, const std::string& folder) {
  RenderOptions options;
  options.format = Format::kPdf;
  options.layer = page.layer;
  const std::string direct = folder + "/direct";
  const std::string plain = folder + "/plain";
  try {
    write_file(direct + ".pdf", page.engine->render(*page.prepared, page.record, options).bytes);
  } catch (const Refused&) {
    return std::nullopt;
  }
  options.drawing = Drawing::kPlain;
  write_file(plain + ".pdf", page.engine->render(*page.prepared, page.record, options).bytes);
  return BothWays{compare(draw_by_poppler, direct, plain), compare(draw_by_mupdf, direct, plain)};
}

PageMaker::PageMaker(const Specimen& specimen) {
  page_.engine = shipped_engine();
  page_.prepared = page_.engine->prepare(specimen.tmpl);
  page_.record = record_of(specimen);
  page_.name = specimen.tmpl + "/" + specimen.name;
}

PdfPage PageMaker::specimen(LayerChoice layer) const {
  PdfPage page = page_;
  page.layer = layer;
  page.name += "/" + std::string(to_string(layer));
  return page;
}

PdfPage PageMaker::made_up(std::uint64_t seed, LayerChoice layer) const {
  PdfPage page = specimen(layer);
  page.record.json = golden::generate_record(page.prepared->info(), page.record.json, seed);
  page.name += "/" + std::to_string(seed);
  return page;
}

std::vector<PdfPage> golden_pages(const std::string& prefix) {
  const fs::path root(CERTPRESS_SOURCE_DIR);
  const fs::path suite = root / "golden";
  FolderResources::Folders folders;
  folders.templates = {root / "templates"};
  folders.fonts = root / "fonts";
  const golden::Workshop workshop(folders);
  std::vector<PdfPage> pages;
  for (const auto& entry : fs::recursive_directory_iterator(suite)) {
    const std::string name = entry.path().parent_path().lexically_relative(suite).string();
    if (entry.path().filename() != "case.yaml" || !name.starts_with(prefix)) {
      continue;
    }
    const golden::Case wanted = golden::read_case(suite, name);
    try {
      const auto ready = workshop.ready(wanted.template_root, wanted.template_id);
      pages.push_back(
          {name, ready.engine, ready.prepared, golden::record_of(wanted), wanted.layer});
    } catch (const Refused&) {
      continue;  // a case of a template that is refused
    }
  }
  std::ranges::sort(pages, {}, &PdfPage::name);
  return pages;
}

}  // namespace certpress::tests
