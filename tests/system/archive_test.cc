// A certificate in PDF is an archive file (PDF/A-3b) that a machine can read the record from.
#include <algorithm>
#include <functional>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "certpress/embedded_record.h"

#include "cos/file.h"
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

// A signed file may hold nothing that is not used (certpress verify, file/hidden-content).
TEST(ArchiveLayers, HoldNoObjectThatNothingRefersTo) {
  const auto engine = shipped_engine();
  for (const Specimen& specimen : standard_specimens()) {
    for (const LayerChoice layer : {LayerChoice::kAll, LayerChoice::kStock, LayerChoice::kInk}) {
      const std::string pdf = pdf_of(*engine, specimen, layer);
      const cos::File file = cos::File::read(pdf);
      std::set<int> used;
      const std::function<void(const cos::Object&)> follow = [&](const cos::Object& object) {
        if (const auto* reference = object.as<cos::Reference>()) {
          if (used.insert(reference->number).second) {
            follow(file.object(reference->number)->object);
          }
        } else if (const auto* array = object.as<cos::Array>()) {
          std::ranges::for_each(*array, follow);
        } else if (const auto* dictionary = object.as<cos::Dictionary>()) {
          for (const auto& [key, value] : dictionary->entries) {
            follow(value);
          }
        }
      };
      follow({file.trailer()});
      EXPECT_EQ(static_cast<int>(used.size()) + 1, file.size())
          << specimen.tmpl << ' ' << static_cast<int>(layer);
    }
  }
}

}  // namespace
}  // namespace certpress::tests
