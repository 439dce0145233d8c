// Equal inputs give equal bytes, wherever and whenever.
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "certpress/cache.h"

#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

class Determinism : public testing::TestWithParam<Specimen> {};

TEST_P(Determinism, SameBytesInOtherTimeZonesAndLocales) {
  for (const std::string format : {"png", "pdf"}) {
    const std::vector<std::string> command{"render", "-t", GetParam().tmpl, "-d",  GetParam().path,
                                           "-o",     "-",  "--format",      format};
    RunOptions here;
    here.environment = {{"TZ", "Asia/Shanghai"}, {"LC_ALL", "zh_CN.UTF-8"}};
    RunOptions there;  // a decimal comma, on the other side of midnight
    there.environment = {{"TZ", "Pacific/Honolulu"}, {"LC_ALL", "de_DE.UTF-8"}};
    const Finished first = certpress(command, here);
    const Finished second = certpress(command, there);
    ASSERT_EQ(first.exit_code, 0) << first.err;
    EXPECT_GT(first.out.size(), 10'000U);
    EXPECT_TRUE(first.out == second.out) << format << " differs";
  }
}

TEST_P(Determinism, AGivenTimeIsWrittenInUtc) {
  RunOptions there;
  there.environment = {{"TZ", "Pacific/Honolulu"}};
  const std::string pdf = test_folder() + "/a.pdf";
  ASSERT_EQ(certpress({"render", "-t", GetParam().tmpl, "-d", GetParam().path, "-o", pdf, "--time",
                       "2024-03-01T08:30:00Z"},
                      there)
                .exit_code,
            0);
  const Finished info = run({"pdfinfo", "-isodates", pdf});
  EXPECT_NE(info.out.find("2024-03-01T08:30:00"), std::string::npos) << info.out;
}

// Made anew, from the cache, and over a cache whose entries are damaged.
TEST(PdfCache, ChangesNoByte) {
  RenderOptions options;
  options.format = Format::kPdf;
  const Specimen specimen = standard_specimens().front();
  const std::string expected = render(*shipped_engine(), specimen, options);
  const auto cache = std::make_shared<FolderCache>(test_folder() + "/cache");
  EngineOptions cached;
  cached.cache = cache;
  EXPECT_TRUE(render(*shipped_engine(cached), specimen, options) == expected);
  const auto kept = cache->usage().bytes;
  EXPECT_GT(kept, 10'000U);
  EXPECT_TRUE(render(*shipped_engine(cached), specimen, options) == expected);
  for (const auto& file : std::filesystem::directory_iterator(cache->folder())) {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  }
  EXPECT_TRUE(render(*shipped_engine(cached), specimen, options) == expected);
  EXPECT_EQ(cache->usage().bytes, kept);  // replaced
}

INSTANTIATE_TEST_SUITE_P(Specimens, Determinism, testing::ValuesIn(standard_specimens()), name_of);

}  // namespace
}  // namespace certpress::tests
