// A certificate in PDF is an archive file (PDF/A-3b) that a machine can read the record from.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "certpress/embedded_record.h"

#include "specimens.h"
#include "support/image.h"
#include "support/pdfa.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

std::string pdf_of(const Engine& engine, const Specimen& specimen, LayerChoice layer) {
  RenderOptions options;
  options.format = Format::kPdf;
  options.layer = layer;
  options.time = 1'709'280'000;
  return render(engine, specimen, options);
}

class Archive : public testing::TestWithParam<Specimen> {};

TEST_P(Archive, PassesTheJudgeOfPdfA) {
  const std::string path = test_folder() + "/a.pdf";
  write_file(path, pdf_of(*shipped_engine(), GetParam(), LayerChoice::kAll));
  EXPECT_EQ(pdfa_complaints(path), std::vector<std::string>{});
}

// Rendering what was extracted gives the same certificate: all but what the template keeps out,
// which is taken from the record again.
TEST_P(Archive, GivesBackTheRecord) {
  const auto engine = shipped_engine();
  const auto prepared = engine->prepare(GetParam().tmpl);
  const auto extracted =
      embedded_record(pdf_of(*engine, GetParam(), LayerChoice::kAll), "certificate.pdf");
  ASSERT_TRUE(extracted);
  RecordInput again = record_of(GetParam());
  const auto original = nlohmann::json::parse(again.json);
  auto json = nlohmann::json::parse(*extracted);
  int kept_out = 0;
  for (const FieldInfo& field : prepared->info().fields) {
    const bool was_given = original.contains(field.name);
    const bool withheld = field.kind == "image" || field.kind == "id-card";
    EXPECT_EQ(json.contains(field.name), was_given && !withheld) << field.name;
    if (was_given && withheld) {
      json[field.name] = original[field.name];
      ++kept_out;
    }
  }
  EXPECT_LE(kept_out, 2);
  again.json = json.dump();
  EXPECT_EQ(engine->inspect(*prepared, again), engine->inspect(*prepared, record_of(GetParam())));
  // A foreign tool finds the same bytes.
  const std::string path = test_folder() + "/a.pdf";
  write_file(path, pdf_of(*engine, GetParam(), LayerChoice::kAll));
  EXPECT_EQ(run({"qpdf", "--show-attachment=record.json", path}).out, *extracted);
}

INSTANTIATE_TEST_SUITE_P(Specimens, Archive, testing::ValuesIn(all_specimens()), name_of);

TEST(ArchiveLayers, AreNoCertificatesAndCarryNoRecord) {
  const auto engine = shipped_engine();
  const Specimen specimen = standard_specimens().front();
  for (const LayerChoice layer : {LayerChoice::kStock, LayerChoice::kInk}) {
    EXPECT_FALSE(embedded_record(pdf_of(*engine, specimen, layer), "layer.pdf"));
  }
}

}  // namespace
}  // namespace certpress::tests
