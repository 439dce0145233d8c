// What is printed can be searched and copied from the PDF, exactly.
#include <algorithm>
#include <regex>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "places.h"
#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

std::string without_breaks(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\f' || c == ' '; });
  for (const std::string wide_space : {"\u3000"}) {
    for (std::size_t at = text.find(wide_space); at != std::string::npos;
         at = text.find(wide_space)) {
      text.erase(at, wide_space.size());
    }
  }
  return text;
}

// The texts of a sheet that stand by themselves, each with its element, as `inspect` shows them.
// Those in groups are left out: a seal's characters stand one by one on their arc, and the
// watermark lies across other text.
struct PrintedText {
  std::string element;
  std::string text;
};

std::vector<PrintedText> printed_texts(const std::string& dump) {
  std::vector<PrintedText> out;
  std::string element;
  const std::regex shown("^  text \"(.*)\" [a-z0-9-]+ [0-9.]+ mm #.*$");
  std::istringstream lines(dump);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (!line.starts_with(" ")) {
      element = line.substr(0, line.find(' '));
    } else if (std::regex_match(line, found, shown)) {
      out.push_back({element, found[1]});
    }
  }
  return out;
}

class CopiedText : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    const auto engine = shipped_engine();
    const auto prepared = engine->prepare(GetParam().tmpl);
    dump_ = engine->inspect(*prepared, record_of(GetParam()));
    pdf_ = test_folder() + "/a.pdf";
    RenderOptions options;
    options.format = Format::kPdf;
    write_file(pdf_, engine->render(*prepared, record_of(GetParam()), options).bytes);
  }

  std::string dump_;
  std::string pdf_;
};

// Every run of glyphs, and so every label spread over several em and every tracked title, comes
// back as one piece without a space inside.
TEST_P(CopiedText, EveryRunComesBackWholeFromPoppler) {
  const Finished text = run({"pdftotext", "-raw", pdf_, "-"});
  int checked = 0;
  for (const PrintedText& printed : printed_texts(dump_)) {
    if (printed.text.find("\u3000") == std::string::npos) {
      EXPECT_NE(text.out.find(printed.text), std::string::npos)
          << printed.element << ": " << printed.text;
      ++checked;
    }
  }
  EXPECT_GE(checked, 12);
}

// MuPDF 1.21 does not read /ActualText: it shows that gaps and code points alone say the text.
TEST_P(CopiedText, EveryRunComesBackWholeFromMupdf) {
  const std::string text = run({"mutool", "draw", "-q", "-F", "txt", "-o", "-", pdf_}).out;
  int checked = 0;
  for (const PrintedText& printed : printed_texts(dump_)) {
    if (printed.text.find("\u3000") == std::string::npos) {
      EXPECT_NE(text.find(printed.text), std::string::npos)
          << printed.element << ": " << printed.text;
      ++checked;
    }
  }
  EXPECT_GE(checked, 12);
}

// Values that wrap come back whole once the line breaks are taken out.
TEST_P(CopiedText, EveryTextValueOfTheRecordComesBack) {
  const std::string copied = without_breaks(run({"pdftotext", "-raw", pdf_, "-"}).out);
  const auto record = nlohmann::json::parse(read_file(GetParam().path));
  int checked = 0;
  for (const std::string field : {"holder_name", "address", "business_scope", "issuing_authority",
                                  "number", "region", "licence_number"}) {
    if (record.contains(field) && record[field].is_string()) {
      EXPECT_NE(copied.find(without_breaks(record[field].get<std::string>())), std::string::npos)
          << field;
      ++checked;
    }
  }
  EXPECT_GE(checked, 3);
}

TEST_P(CopiedText, OnlyEmbeddedSubsetFontsAreUsed) {
  const Finished fonts = run({"pdffonts", pdf_});
  std::istringstream lines(fonts.out);
  std::string line;
  std::getline(lines, line);
  std::getline(lines, line);
  int count = 0;
  while (std::getline(lines, line)) {
    EXPECT_TRUE(std::regex_search(line, std::regex("^[A-Z]{6}\\+.* yes yes yes "))) << line;
    ++count;
  }
  EXPECT_GE(count, 3);
}

TEST_P(CopiedText, TheDocumentIsWellFormedAndSaysWhatItIs) {
  const Finished check = run({"qpdf", "--check", pdf_});
  EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
  const Finished info = run({"pdfinfo", "-box", pdf_});
  EXPECT_NE(info.out.find("Pages:           1\n"), std::string::npos) << info.out;
  EXPECT_EQ(info.out.find("CreationDate"), std::string::npos);
  const std::string plain = run({"qpdf", "--qdf", "--object-streams=disable", pdf_, "-"}).out;
  EXPECT_NE(plain.find("/Lang (zh-CN)"), std::string::npos);
  EXPECT_NE(plain.find("/PrintScaling /None"), std::string::npos);
  EXPECT_EQ(plain.find("/Interpolate true"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Specimens, CopiedText, testing::ValuesIn(all_specimens()), name_of);

TEST(Photo, ThatCameAsJpegIsEmbeddedByteForByte) {
  const Specimen specimen{"road-transport-certificate", "standard",
                          std::string(CERTPRESS_SOURCE_DIR) +
                              "/templates/road-transport-certificate/samples/standard.json"};
  const std::string folder = test_folder();
  RenderOptions options;
  options.format = Format::kPdf;
  write_file(folder + "/a.pdf", render(*shipped_engine(), specimen, options));
  ASSERT_EQ(run({"pdfimages", "-all", folder + "/a.pdf", folder + "/image"}).exit_code, 0);
  EXPECT_EQ(read_file(folder + "/image-000.jpg"),
            read_file(std::string(CERTPRESS_SOURCE_DIR) +
                      "/templates/road-transport-certificate/samples/vehicle.jpg"));
}

}  // namespace
}  // namespace certpress::tests
