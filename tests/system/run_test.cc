// Certificates in one PDF for a printer, the whole way.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "specimens.h"
#include "support/image.h"
#include "support/pdfa.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

Specimen permit() {
  for (const Specimen& specimen : standard_specimens()) {
    if (specimen.tmpl == "road-transport-operation-permit") {
      return specimen;
    }
  }
  throw std::logic_error("the permit is not shipped");
}

// The specimen's record with another number.
RecordInput numbered(const Specimen& specimen, int i) {
  RecordInput record = record_of(specimen);
  const std::string old = "140100000001";
  const std::string fresh = std::to_string(140100000100 + i);
  for (auto at = record.json.find(old); at != std::string::npos; at = record.json.find(old)) {
    record.json.replace(at, old.size(), fresh);
  }
  return record;
}

std::string run_of(const Engine& engine, const PreparedTemplate& prepared, int count) {
  std::string bytes;
  const auto pages =
      engine.begin_pdf_run({.title = "样例批次"}, [&](std::string_view piece) { bytes += piece; });
  for (int i = 0; i < count; ++i) {
    pages->add(*engine.lay_out(prepared, numbered(permit(), i)));
  }
  pages->finish();
  return bytes;
}

TEST(Run, IsAnArchiveFileWhosePagesAreTheCertificates) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(permit().tmpl);
  const std::string path = test_folder() + "/run.pdf";
  write_file(path, run_of(*engine, *prepared, 70));
  EXPECT_EQ(pdfa_complaints(path), std::vector<std::string>{});
  const Finished text = run({"pdftotext", "-f", "67", "-l", "67", path, "-"});
  EXPECT_NE(text.out.find("140100000166"), std::string::npos) << text.out;
  RenderOptions options;
  options.format = Format::kPdf;
  const auto alone = engine->render(*prepared, numbered(permit(), 66), options).bytes;
  write_file(path + ".alone.pdf", alone);
  run({"mutool", "draw", "-q", "-r", "50", "-o", path + ".png", path, "67"});
  run({"mutool", "draw", "-q", "-r", "50", "-o", path + ".alone.png", path + ".alone.pdf"});
  EXPECT_LT(mean_difference(read_png(path + ".png"), read_png(path + ".alone.png")), 0.01);
  // Artwork and fonts stand in it once.
  EXPECT_LT(read_file(path).size(), 70 * alone.size() / 15);
}

TEST(Run, EqualPagesGiveEqualBytesFromAnotherEngineToo) {
  const auto first = shipped_engine();
  const auto second = shipped_engine();
  EXPECT_EQ(run_of(*first, *first->prepare(permit().tmpl), 5),
            run_of(*second, *second->prepare(permit().tmpl), 5));
}

TEST(Run, TakesImposedSheets) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(permit().tmpl);
  Imposition imposition;
  imposition.sheet = {700, 500};
  imposition.columns = 2;
  imposition.rows = 2;
  imposition.crop_marks = true;
  std::vector<std::shared_ptr<const LaidOut>> cells;
  for (int i = 0; i < 3; ++i) {
    cells.push_back(engine->lay_out(*prepared, numbered(permit(), i)));
  }
  cells.push_back(nullptr);
  std::string bytes;
  const auto pages =
      engine->begin_pdf_run({.title = "拼版"}, [&](std::string_view piece) { bytes += piece; });
  pages->add(*engine->impose(cells, imposition, {}));
  pages->finish();
  const std::string path = test_folder() + "/run.pdf";
  write_file(path, bytes);
  const std::string text = run({"pdftotext", path, "-"}).out;
  for (const char* number : {"140100000100", "140100000101", "140100000102"}) {
    EXPECT_NE(text.find(number), std::string::npos) << number;
  }
  const std::string info = run({"pdfinfo", "-box", path}).out;
  EXPECT_NE(info.find("TrimBox:         152.50"), std::string::npos) << info;
  // Three certificates, and their artwork once.
  EXPECT_LT(bytes.size(), 220'000U);
  EXPECT_EQ(run({"qpdf", "--check", path}).exit_code, 0);
}

}  // namespace
}  // namespace certpress::tests
