#include "pdf/xmp.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "support/image.h"
#include "support/process.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using tests::run;

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto at = text.find(begin);
  EXPECT_NE(at, std::string::npos) << begin;
  const auto from = at + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

std::string packet_of(const sheet::Sheet& sheet, const PdfOptions& options, std::string* info) {
  const std::string path = tests::test_folder() + "/a.pdf";
  tests::write_file(path, to_pdf(sheet, options));
  *info = run({"pdfinfo", "-isodates", path}).out;
  return run({"pdfinfo", "-meta", path}).out;
}

TEST(Xmp, SaysTheSameAsTheInfoDictionary) {
  auto sheet = tests::specimen_certificate();
  sheet.title = "甲 & <乙>";
  std::string info;
  const std::string xmp = packet_of(sheet, {.time = 1767323045, .engine_version = "1"}, &info);
  EXPECT_EQ(between(xmp, "xml:lang=\"x-default\">", "<"), "甲 &amp; &lt;乙&gt;");
  EXPECT_NE(info.find("甲 & <乙>\n"), std::string::npos) << info;
  EXPECT_EQ(between(xmp, "<xmp:CreatorTool>", "<"), "certpress");
  EXPECT_EQ(between(xmp, "<pdf:Producer>", "<"), "certpress");
  EXPECT_EQ(between(xmp, "<xmp:CreateDate>", "<"), "2026-01-02T03:04:05+00:00");
  EXPECT_EQ(between(xmp, "<xmp:ModifyDate>", "<"), "2026-01-02T03:04:05+00:00");
  EXPECT_NE(info.find("CreationDate:    2026-01-02T03:04:05Z"), std::string::npos) << info;
  EXPECT_NE(info.find("ModDate:         2026-01-02T03:04:05Z"), std::string::npos) << info;
}

TEST(Xmp, HasNoDateWithoutATime) {
  std::string info;
  const std::string xmp = packet_of(tests::specimen_certificate(), {}, &info);
  EXPECT_EQ(xmp.find("Date>"), std::string::npos);
  EXPECT_EQ(info.find("Date"), std::string::npos);
}

// The face under another name, as fonts.yaml gives each its own.
tests::FacePtr named(const tests::FacePtr& face, const std::string& id) {
  auto copy = std::make_shared<sheet::FontFace>(*face);
  copy->id = id;
  copy->sha256 = "sha-256-of-" + id;
  return copy;
}

TEST(Xmp, NamesEngineTemplateAndEachFontThatWasUsed) {
  sheet::Group seal;
  seal.items = {tests::item(tests::text_run(named(tests::kai(), "seal-font"), 5, {10, 30}, "章"))};
  auto sheet = tests::page_of(
      {50, 50},
      {tests::item(tests::text_run(named(tests::song(), "title-font"), 5, {10, 20}, "证")),
       tests::item(seal)});
  sheet.template_id = "some-permit";
  sheet.template_version = "2.1.0";
  const std::string xmp = xmp_packet(provenance_of(sheet), {.time = {}, .engine_version = "9.8.7"});
  EXPECT_EQ(between(xmp, "<certpress:Engine>", "<"), "9.8.7");
  EXPECT_EQ(between(xmp, "<certpress:Template>", "<"), "some-permit");
  EXPECT_EQ(between(xmp, "<certpress:TemplateVersion>", "<"), "2.1.0");
  const std::string fonts = between(xmp, "<certpress:Fonts>", "</certpress:Fonts>");
  for (const std::string id : {"title-font", "seal-font"}) {
    EXPECT_NE(fonts.find("<rdf:li>" + id + " sha-256-of-" + id + "</rdf:li>"), std::string::npos)
        << fonts;
  }
}

}  // namespace
}  // namespace certpress::pdf
