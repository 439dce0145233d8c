#include "text/font_manifest.h"

#include <algorithm>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "certpress/diagnostic.h"

namespace certpress::text {
namespace {

const std::string kFile = R"(certpress-fonts: 1
files:
  - id: one
    family: Font One
    package: fonts-one
    path: one.ttf
    index: 2
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    version: '1'
    licence: OFL-1.1
)";
const std::string kGood = kFile + "roles: {song: [one]}\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

std::vector<Diagnostic> problems_of(const std::string& yaml) {
  try {
    parse_font_manifest(yaml);
  } catch (const Refused& refused) {
    return refused.diagnostics();
  }
  return {};
}

TEST(FontManifest, ReadsFilesAndChains) {
  const FontManifest manifest = parse_font_manifest(kGood);
  ASSERT_EQ(manifest.files.size(), 1U);
  EXPECT_EQ(manifest.files[0].family, "Font One");
  EXPECT_EQ(manifest.files[0].index, 2U);
  ASSERT_EQ(manifest.roles.size(), 1U);
  EXPECT_EQ(manifest.roles[0].name, "song");
  EXPECT_EQ(manifest.roles[0].chain, std::vector<std::size_t>{0});
}

struct BadManifest {
  std::string name;
  std::string yaml;
  int line;

  friend void PrintTo(const BadManifest& test, std::ostream* out) { *out << test.name; }
};

class BadManifestTest : public testing::TestWithParam<BadManifest> {};

TEST_P(BadManifestTest, IsRefusedWithItsLine) {
  const std::vector<Diagnostic> problems = problems_of(GetParam().yaml);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].code, "font/bad-manifest");
  EXPECT_EQ(problems[0].place.file, "fonts.yaml");
  EXPECT_EQ(problems[0].place.line, GetParam().line);
  EXPECT_FALSE(problems[0].message.zh.empty());
}

INSTANTIATE_TEST_SUITE_P(
    FontManifest, BadManifestTest,
    testing::Values(BadManifest{"NotYaml", "files: [", 1}, BadManifest{"Empty", "", 0},
                    BadManifest{"AList", "[1, 2]", 1},
                    BadManifest{"OtherVersion", replaced(kGood, "fonts: 1", "fonts: 2"), 1},
                    BadManifest{"UnknownKey", replaced(kGood, "licence:", "license:"), 10},
                    BadManifest{"KeyTwice", replaced(kGood, "package:", "family:"), 5},
                    BadManifest{"ShortHash", replaced(kGood, "00000\n", "\n"), 3},
                    BadManifest{"PathClimbsOut", replaced(kGood, "one.ttf", "../one.ttf"), 3},
                    BadManifest{"AbsolutePath", replaced(kGood, "one.ttf", "/one.ttf"), 3},
                    BadManifest{"NegativeIndex", replaced(kGood, "index: 2", "index: -1"), 3},
                    BadManifest{"IndexWithRest", replaced(kGood, "index: 2", "index: 2x"), 3},
                    BadManifest{"UnknownFontInRole", kFile + "roles: {song: [two]}\n", 11},
                    BadManifest{"EmptyChain", kFile + "roles: {song: []}\n", 11},
                    BadManifest{"NoRoles", kFile, 1},
                    BadManifest{
                        "IdTwice",
                        kFile + kFile.substr(kFile.find("  - id")) + "roles: {song: [one]}\n", 11}),
    [](const auto& test) { return test.param.name; });

TEST(FontManifest, TellsAllProblemsAtOnce) {
  const std::string yaml = replaced(replaced(kGood, "one.ttf", "/one.ttf"), "[one]", "[two]");
  EXPECT_EQ(problems_of(yaml).size(), 2U);
}

TEST(FontManifest, RefusesAFileBeyondItsBound) {
  EXPECT_EQ(problems_of(kGood + std::string(65536, '#')).size(), 1U);
}

}  // namespace
}  // namespace certpress::text
