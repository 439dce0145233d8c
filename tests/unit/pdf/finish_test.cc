// What the document says about itself, asked of other programs.
#include <cstdlib>
#include <locale>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "pdf/pdf.h"
#include "support/image.h"
#include "support/process.h"
#include "support/text.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using tests::run;

std::string saved(const sheet::Sheet& sheet, const PdfOptions& options = {}) {
  std::string path = tests::test_folder() + "/out.pdf";
  tests::write_file(path, to_pdf(sheet, options));
  return path;
}

// The document with every stream and object in the clear.
std::string in_the_clear(const std::string& path) {
  return run({"qpdf", "--qdf", "--object-streams=disable", path, "-"}).out;
}

using tests::contains;

TEST(Finish, PassesTheSyntaxCheck) {
  const auto checked = run({"qpdf", "--check", saved(tests::specimen_certificate())});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  EXPECT_TRUE(contains(checked.out, "No syntax or stream encoding errors")) << checked.out;
}

TEST(Finish, SaysItsTitleLanguageAndMaker) {
  const std::string path = saved(tests::specimen_certificate());
  const std::string info = run({"pdfinfo", path}).out;
  EXPECT_TRUE(contains(info, "Title:           样例证书 Specimen\n")) << info;
  EXPECT_TRUE(contains(info, "Creator:         certpress\n")) << info;
  EXPECT_TRUE(contains(info, "Producer:        certpress\n")) << info;
  EXPECT_TRUE(contains(in_the_clear(path), "/Lang (zh-CN)"));
}

TEST(Finish, AsksForPrintingWithoutScaling) {
  const std::string clear = in_the_clear(saved(tests::specimen_certificate()));
  EXPECT_TRUE(contains(clear, "/PrintScaling /None"));
  EXPECT_TRUE(contains(clear, "/DisplayDocTitle true"));
}

TEST(Finish, ThePageIsExactlyTheSheet) {
  const std::string bytes = to_pdf(tests::page_of({297, 210}, {}), {});
  for (const std::string box : {"MediaBox", "CropBox", "TrimBox"}) {
    EXPECT_TRUE(contains(bytes, "/" + box + " [0 0 841.88976 595.27559]")) << box;
  }
}

TEST(Finish, WithoutATimeThereIsNoDate) {
  const std::string path = saved(tests::specimen_certificate());
  EXPECT_FALSE(contains(run({"pdfinfo", path}).out, "Date:"));
  EXPECT_FALSE(contains(tests::read_file(path), "(D:"));
}

TEST(Finish, ATimeIsWrittenInUtc) {
  const std::string path = saved(tests::specimen_certificate(), {1767323045});
  const std::string bytes = tests::read_file(path);
  EXPECT_TRUE(contains(bytes, "/CreationDate (D:20260102030405+00'00')"));
  EXPECT_TRUE(contains(bytes, "/ModDate (D:20260102030405+00'00')"));
  EXPECT_TRUE(contains(run({"pdfinfo", "-isodates", path}).out, "2026-01-02T03:04:05Z"));
}

std::string identifier(const std::string& pdf) { return pdf.substr(pdf.rfind("/ID"), 74); }

TEST(Finish, TheIdentifierFollowsTheContent) {
  const auto sheet = tests::page_of({50, 50}, {});
  const auto other =
      tests::page_of({50, 50}, {tests::item(tests::filled_rect({1, 1, 2, 2}, Color{}))});
  EXPECT_EQ(identifier(to_pdf(sheet, {})), identifier(to_pdf(sheet, {})));
  EXPECT_NE(identifier(to_pdf(sheet, {})), identifier(to_pdf(other, {})));
  EXPECT_FALSE(contains(identifier(to_pdf(sheet, {})), "<00000000"));
}

TEST(Finish, ThreadsWriteTheSameBytes) {
  const auto sheet = tests::specimen_certificate();
  const std::string expected = to_pdf(sheet, {});
  std::vector<std::string> written(4);
  std::vector<std::thread> threads;
  threads.reserve(written.size());
  for (auto& out : written) {
    threads.emplace_back([&] { out = to_pdf(sheet, {}); });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  for (const auto& out : written) {
    EXPECT_EQ(out, expected);
  }
}

TEST(Finish, TheMachinesLocaleAndTimeZoneChangeNothing) {
  const auto sheet = tests::specimen_certificate();
  const std::string expected = to_pdf(sheet, {1767323045});
  const std::locale before;
  // Also sets the C locale: 1,5 for 1.5. scripts/packages installs it; without it the test fails.
  std::locale::global(std::locale("de_DE.UTF-8"));
  ::setenv("TZ", "Asia/Shanghai", 1);
  const std::string abroad = to_pdf(sheet, {1767323045});
  ::unsetenv("TZ");
  std::locale::global(before);
  EXPECT_EQ(abroad, expected);
}

TEST(Finish, PrintsNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  to_pdf(tests::specimen_certificate(), {});
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace certpress::pdf
