// The other commands: templates, lint, schema, fonts, inspect, --version, --help.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

using nlohmann::json;

constexpr std::array kOfficial{"dangerous-goods-transport-permit",
                               "practitioner-qualification-certificate",
                               "road-transport-certificate", "road-transport-operation-permit"};

TEST(Templates, ListNamesTheOfficialFour) {
  const json list = json::parse(certpress({"templates", "list", "--json"}).out);
  std::vector<std::string> ids;
  for (const json& entry : list) {
    ids.push_back(entry["id"]);
  }
  for (const char* id : kOfficial) {
    EXPECT_NE(std::ranges::find(ids, id), ids.end()) << id;
  }
}

TEST(Templates, ShowTellsFieldsWithTheirChineseLabels) {
  const Finished shown = certpress({"templates", "show", "road-transport-certificate"});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_NE(shown.out.find("holder_name"), std::string::npos);
  EXPECT_NE(shown.out.find("业户名称"), std::string::npos);
}

TEST(Templates, SchemaDescribesTheRecordsOfOne) {
  const json schema =
      json::parse(certpress({"templates", "schema", "road-transport-certificate"}).out);
  EXPECT_EQ(schema["properties"]["holder_name"]["title"], "业户名称");
  EXPECT_EQ(certpress({"templates", "schema", "nowhere"}).exit_code, 3);
}

TEST(Lint, FindsNothingInTheShippedTemplates) {
  const Finished result = certpress({"lint", "--strict"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
}

TEST(Lint, FindsNothingInTheTourOfTheLanguage) {
  const std::string tour = std::string(CERTPRESS_SOURCE_DIR) + "/tests/data/tour";
  const Finished result = certpress({"lint", tour});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  const Finished rendered = certpress(
      {"render", "-t", tour, "-d", tour + "/sample.json", "-o", test_folder() + "/a.png"});
  EXPECT_EQ(rendered.exit_code, 0) << rendered.err;
}

TEST(Lint, ReportsEveryMistakeWithLineAndCaret) {
  const std::string folder = test_folder() + "/wrong";
  std::filesystem::create_directories(folder);
  write_file(folder + "/template.yaml",
             "certpress: 1\nid: wrong\ntitle: 测试\nversion: 1.0.0\n"
             "page: {size: [100, 100]}\n"
             "elements:\n"
             "  - {type: text, name: a, box: [0, 0, 10, 5], text: 甲, colour: red}\n"
             "  - {type: text, name: b, box: [95, 0, 10, 5], text: 乙}\n");
  const Finished result = certpress({"lint", folder});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("template.yaml:7:56: error:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("template/unknown-key"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("did you mean 'color'"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("template/outside-page"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find('^'), std::string::npos);
}

// What works, and yet should not be printed like that.
std::string pale_template(const std::string& more) {
  std::string folder = test_folder() + "/pale";
  std::filesystem::create_directories(folder + "/assets/old");
  write_file(folder + "/assets/old/seal.png", "never read");
  write_file(folder + "/template.yaml",
             "certpress: 1\nid: pale\ntitle: 测试\nversion: 1.0.0\npage: {size: [100, 100]}\n"
             "elements:\n"
             "  - {type: text, name: a, box: [20, 20, 40, 5], text: 甲, color: '#CCCCCC'" +
                 more + "}\n");
  return folder;
}

TEST(Lint, WarnsOfWhatReadersAndPrintersStumbleOver) {
  const Finished result = certpress({"lint", pale_template(""), "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0) << "warnings only";
  EXPECT_NE(
      result.err.find("template.yaml:7:5: warning: element a: its text has a contrast of 1.6"),
      std::string::npos)
      << result.err;
  EXPECT_NE(result.err.find("hint: when it is meant so: allow: [contrast]"), std::string::npos);
  EXPECT_NE(result.err.find("pale/assets/old/seal.png: warning: no element shows this file "
                            "[lint/unused-asset]"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(result.out, "pale: 2 warnings\n");
  EXPECT_NE(certpress({"lint", pale_template(""), "--lang", "zh"}).err.find("对比度"),
            std::string::npos);
}

TEST(Lint, CountsWarningsAsErrorsWhenItIsStrict) {
  EXPECT_EQ(certpress({"lint", "--strict", pale_template("")}).exit_code, 3);
  const std::string allowed = pale_template(", allow: [contrast]");
  std::filesystem::remove_all(allowed + "/assets");
  const Finished result = certpress({"lint", "--strict", allowed, "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "pale: no problems\n");
}

// Lint is asked for; a record is rendered without it.
TEST(Lint, SaysNothingWhenARecordIsRendered) {
  const std::string folder = pale_template("");
  const Finished result =
      certpress({"render", "-t", folder, "--blank", "-o", folder + "/a.png", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
}

TEST(Schema, IsJsonWithADialect) {
  const json schema = json::parse(certpress({"schema"}).out);
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

TEST(Fonts, AreIntactAndSongAndHeiCoverAllOfGb18030) {
  const Finished result = certpress({"fonts", "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json report = json::parse(result.out);
  for (const json& file : report["files"]) {
    EXPECT_EQ(file["intact"], true) << file["id"];
  }
  int checked = 0;
  for (const json& role : report["roles"]) {
    if (role["role"] == "song" || role["role"] == "hei" || role["role"] == "kai") {
      EXPECT_EQ(role["coverage"]["tgh"], 8105) << role["role"];
      EXPECT_EQ(role["coverage"]["gb18030_level2"], 27766) << role["role"];
      EXPECT_EQ(role["coverage"]["gb18030_level3"], 87887) << role["role"];
      ++checked;
    }
  }
  EXPECT_EQ(checked, 3);
}

TEST(Fonts, FailWhenAFileIsMissing) {
  RunOptions options;
  options.environment = {{"CERTPRESS_FONT_ROOT", test_folder()}};
  const Finished result = certpress({"fonts"}, options);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("font/missing"), std::string::npos);
}

TEST(Inspect, ShowsEveryItemWithItsElement) {
  const Finished result =
      certpress({"inspect", "-t", "road-transport-certificate", "-d",
                 std::string(CERTPRESS_SOURCE_DIR) +
                     "/templates/road-transport-certificate/samples/standard.json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(result.out.starts_with("sheet road-transport-certificate"));
  EXPECT_NE(result.out.find("text \"中华人民共和国交通运输部监制\""), std::string::npos);
}

TEST(Version, NamesTheLibrariesThatDecideTheLook) {
  const Finished result = certpress({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* name : {"certpress", "cairo", "harfbuzz", "freetype", "pango"}) {
    EXPECT_NE(result.out.find(name), std::string::npos) << name;
  }
}

TEST(Help, HasExamplesInBothLanguages) {
  const Finished english = certpress({"render", "--help", "--lang", "en"});
  EXPECT_EQ(english.exit_code, 0);
  EXPECT_NE(english.out.find("Examples"), std::string::npos);
  const Finished chinese = certpress({"render", "--help", "--lang", "zh"});
  EXPECT_NE(chinese.out.find("示例"), std::string::npos);
}

}  // namespace
}  // namespace certpress::tests
