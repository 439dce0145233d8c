// certpress golden, on a small suite of its own: what it finds, what it accepts, what it says.
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

const std::string kTemplate =
    "certpress: 1\nid: small\ntitle: 测试\nversion: 1.0.0\npage: {size: [100, 60]}\n"
    "fields:\n  holder_name: {label: 姓名, kind: name, required: true, max_length: 20}\n"
    "elements:\n"
    "  - {type: rectangle, name: frame, box: [5, 5, 90, 50], stroke: {width: 0.5}}\n"
    "  - {type: text, name: title, box: [10, 10, 80, 10], text: 样例证件, size: 16}\n"
    "  - {type: paragraph, name: holder, box: [10, 25, 30, 20], text: '{holder_name}', size: 12}\n";
const std::string kCase =
    "template: small\nrecord: '{\"holder_name\": \"王样例\"}'\nexpect: [sheet, page, text]\n";

// A home with one template and an empty suite.
class Golden : public testing::Test {
 protected:
  void SetUp() override {
    home_ = test_folder();
    fs::create_directories(home_ + "/templates/small/samples");
    fs::create_directories(home_ + "/golden");
    fs::create_directory_symlink(std::string(CERTPRESS_SOURCE_DIR) + "/fonts", home_ + "/fonts");
    write_file(home_ + "/templates/small/samples/standard.json", R"({"holder_name": "王样例"})");
    set_template(kTemplate);
    add_case("small/plain", kCase);
  }

  void set_template(const std::string& yaml) const {
    write_file(home_ + "/templates/small/template.yaml", yaml);
  }

  // The template with one text in the place of another.
  void change(const std::string& from, const std::string& to) const {
    std::string yaml = kTemplate;
    const std::size_t at = yaml.find(from);
    ASSERT_NE(at, std::string::npos);
    set_template(yaml.replace(at, from.size(), to));
  }

  void add_case(const std::string& name, const std::string& yaml) const {
    fs::create_directories(home_ + "/golden/" + name);
    write_file(home_ + "/golden/" + name + "/case.yaml", yaml);
  }

  [[nodiscard]] Finished golden(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "golden");
    arguments.insert(arguments.end(), {"--lang", "en"});
    RunOptions options;
    options.environment = {{"CERTPRESS_HOME", home_}};
    return certpress(arguments, options);
  }

  void accept_all() const {
    const Finished result = golden({"accept", "--yes"});
    ASSERT_EQ(result.exit_code, 0) << result.out << result.err;
  }

  [[nodiscard]] nlohmann::json json_of_run() const {
    (void)golden({"run", "--json", home_ + "/out.json"});
    return nlohmann::json::parse(read_file(home_ + "/out.json"));
  }

  std::string home_;
};

TEST_F(Golden, CaseIsNewUntilItIsAcceptedAndPassesThen) {
  Finished result = golden({"run"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(result.out.find("small/plain: new"), std::string::npos) << result.out;
  accept_all();
  for (const char* file : {"sheet.txt", "page.png", "text.txt"}) {
    EXPECT_TRUE(fs::exists(home_ + "/golden/small/plain/" + file)) << file;
  }
  result = golden({"run"});
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_NE(result.out.find("2 passed"), std::string::npos) << result.out;  // and the sweep
}

TEST_F(Golden, ChangeIsToldInTheWordsOfTheTemplate) {
  accept_all();
  change("name: title, box: [10, 10", "name: title, box: [10.2, 10");
  Finished result = golden({"run"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(
      result.out.find("small/plain: differs\n  element title: moved +0.20 mm right, same ink\n"),
      std::string::npos)
      << result.out;
  EXPECT_NE(result.out.find("element title: changed in some of the generated records"),
            std::string::npos)
      << result.out;
  change("size: 12}", "size: 18}");
  result = golden({"run"});
  EXPECT_NE(result.out.find("element holder: size changed: 12 pt → 18 pt"), std::string::npos)
      << result.out;
}

TEST_F(Golden, WhatAltersNoInkIsNoDifference) {
  accept_all();
  set_template("# a comment\n" + kTemplate);
  EXPECT_EQ(golden({"run"}).exit_code, 0);
  change("box: [10, 25, 30, 20]", "box: [10, 25, 30, 22]");  // the text begins at the top
  EXPECT_EQ(golden({"run"}).exit_code, 0) << golden({"run"}).out;
  change("version: 1.0.0", "version: 1.0.1");
  EXPECT_EQ(golden({"run"}).exit_code, 0) << golden({"run"}).out;
}

TEST_F(Golden, AcceptShowsWhatItTakesAndAsksFirst) {
  accept_all();
  change("样例证件", "样例证书");
  Finished result = golden({"accept"});
  EXPECT_EQ(result.exit_code, 2);  // nobody is there to say yes
  EXPECT_NE(result.out.find("text changed: “样例证件” → “样例证书”"), std::string::npos)
      << result.out;
  EXPECT_EQ(golden({"accept", "--dry-run"}).exit_code, 0);
  EXPECT_EQ(golden({"run"}).exit_code, 5);
  accept_all();
  EXPECT_EQ(golden({"run"}).exit_code, 0);
}

TEST_F(Golden, AcceptTakesTheCasesOfAFilterOnly) {
  add_case("small/other", kCase);
  accept_all();
  change("样例证件", "样例证书");
  EXPECT_EQ(golden({"accept", "small/other", "--yes"}).exit_code, 0);
  EXPECT_EQ(golden({"run", "small/other"}).exit_code, 0);
  EXPECT_EQ(golden({"run", "small/plain"}).exit_code, 5);
}

TEST_F(Golden, AcceptNeverTakesACaseThatDoesNotRender) {
  accept_all();
  const std::string before = read_file(home_ + "/golden/small/plain/sheet.txt");
  change("size: 16", "size: 60, fit: refuse");
  const Finished result = golden({"accept", "--yes"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(result.out.find("small/plain: failed"), std::string::npos) << result.out;
  EXPECT_NE(result.err.find("text/does-not-fit"), std::string::npos) << result.err;
  EXPECT_EQ(read_file(home_ + "/golden/small/plain/sheet.txt"), before);
}

TEST_F(Golden, RefusalIsExpectedWhereTheCaseSaysSo) {
  add_case("small/refused", "template: small\nrecord: '{}'\nexpect: [diagnostics]\n");
  accept_all();
  const std::string kept = read_file(home_ + "/golden/small/refused/diagnostics.txt");
  EXPECT_NE(kept.find("[record/missing-field]"), std::string::npos) << kept;
  EXPECT_NE(kept.find("错误"), std::string::npos) << kept;
  EXPECT_EQ(kept.find(home_), std::string::npos) << "a path of this machine: " << kept;
  change("required: true", "required: false");
  const Finished result = golden({"run", "small/refused"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(result.out.find("what it is refused for differs"), std::string::npos) << result.out;
}

TEST_F(Golden, KnownBadCaseIsReportedWhenItBeginsToPass) {
  accept_all();
  add_case("small/plain", kCase + "xfail: the title will move\n");
  Finished result = golden({"run", "small/plain"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(result.out.find("small/plain: fixed"), std::string::npos) << result.out;
  change("样例证件", "样例证书");
  result = golden({"run", "small/plain"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.out.find("1 known to be bad"), std::string::npos) << result.out;
}

TEST_F(Golden, IgnoredElementMayDiffer) {
  add_case("small/plain", kCase + "ignore: [title]\n");
  accept_all();
  change("name: title, box: [10, 10", "name: title, box: [10.5, 10");
  EXPECT_EQ(golden({"run", "small/plain"}).exit_code, 0) << golden({"run", "small/plain"}).out;
  change("name: frame, box: [5, 5", "name: frame, box: [5.5, 5");
  EXPECT_EQ(golden({"run", "small/plain"}).exit_code, 5);
}

// The sheet is as it was, and a dot of the picture is gone: the renderer's fault.
TEST_F(Golden, LostDotIsFoundByThePictureAndItsElementNamed) {
  accept_all();
  const std::string page = home_ + "/golden/small/plain/page.png";
  const std::string blank = home_ + "/blank.png";
  std::string yaml = kTemplate;
  yaml.replace(yaml.find("样例证件"), 12, "样例证");
  set_template(yaml);
  RunOptions options;
  options.environment = {{"CERTPRESS_HOME", home_}};
  write_file(home_ + "/record.json", R"({"holder_name": "王样例"})");
  ASSERT_EQ(
      certpress({"render", "-t", "small", "-d", home_ + "/record.json", "-o", page, "--dpi", "96"},
                options)
          .exit_code,
      0);
  set_template(kTemplate);
  const Finished result = golden({"run", "small/plain"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_TRUE(std::regex_search(
      result.out, std::regex("the sheets are equal and [0-9]+ pixels differ.* at title")))
      << result.out;
}

TEST_F(Golden, OtherEnvironmentIsSaidFirstAndNotMixedIn) {
  accept_all();
  const std::string file = home_ + "/golden/environment.txt";
  std::string environment = read_file(file);
  EXPECT_NE(environment.find("font noto-serif "), std::string::npos) << environment;
  for (const char* name : {"cairo ", "pango ", "harfbuzz ", "freetype "}) {
    EXPECT_NE(environment.find(name), std::string::npos) << environment;
  }
  const std::size_t at = environment.find("cairo ");
  environment.replace(at, environment.find('\n', at) - at, "cairo 1.14.8");
  write_file(file, environment);
  change("name: title, box: [10, 10", "name: title, box: [10.2, 10");
  const Finished result = golden({"run"});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_TRUE(std::regex_search(
      result.out,
      std::regex("^your cairo is [0-9.]+, the goldens were made with 1.14.8: 2 of 2 cases differ, "
                 "by at most 0.200 mm and [0-9]+ pixels in one spot")))
      << result.out;
  const Finished part = golden({"accept", "small/plain", "--yes"});
  EXPECT_EQ(part.exit_code, 3);
  EXPECT_NE(part.err.find("golden/other-environment"), std::string::npos) << part.err;
  accept_all();
  EXPECT_EQ(read_file(file).find("1.14.8"), std::string::npos);
}

TEST_F(Golden, ResultsAreWrittenForProgramsToo) {
  accept_all();
  change("样例证件", "样例<证>\"书\"&");
  EXPECT_EQ(golden({"run", "--junit", home_ + "/out.xml"}).exit_code, 5);
  const std::string xml = read_file(home_ + "/out.xml");
  EXPECT_NE(xml.find("<testcase classname=\"small\" name=\"plain\""), std::string::npos) << xml;
  EXPECT_NE(xml.find("failures=\"2\""), std::string::npos) << xml;
  EXPECT_NE(xml.find("样例&lt;证&gt;&quot;书&quot;&amp;"), std::string::npos) << xml;
  const Finished parsed =
      run({"python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])",
           home_ + "/out.xml"});
  EXPECT_EQ(parsed.exit_code, 0) << parsed.err;

  const nlohmann::json json = json_of_run();
  EXPECT_FALSE(json["passed"]);
  const auto& changes = json["cases"][0]["changes"];
  ASSERT_EQ(changes.size(), 1U) << json.dump(1);
  EXPECT_EQ(changes[0]["element"], "title");
  EXPECT_EQ(changes[0]["kind"], "text");
}

TEST_F(Golden, AddMakesACaseAndItsExpectations) {
  write_file(home_ + "/record.json", R"({"holder_name": "赵样例"})");
  const Finished result = golden({"add", "small/more", "-t", "small", "-d", home_ + "/record.json",
                                  "--layer", "ink", "--expect", "sheet,text"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(golden({"run", "small/more"}).exit_code, 0);
  EXPECT_NE(read_file(home_ + "/golden/small/more/text.txt").find("赵样例"), std::string::npos);
  EXPECT_EQ(golden({"add", "small/more", "-t", "small", "--blank"}).exit_code, 3);
  EXPECT_EQ(golden({"add", "../out", "-t", "small", "--blank"}).exit_code, 3);
  EXPECT_EQ(golden({"add", "small/x", "-t", "small"}).exit_code, 2);
}

TEST_F(Golden, WrongCaseIsToldWithEveryMistakeAndItsLine) {
  accept_all();
  add_case("small/wrong",
           "template: small\nrecord: blank\nlayers: ink\ndpi: 9\nexpect: [sheet, photo]\n");
  const Finished result = golden({"run"});
  EXPECT_EQ(result.exit_code, 5);
  for (const char* told : {"small/wrong/case.yaml:3:1: error: a case has no key 'layers'",
                           "small/wrong/case.yaml:4:6: error: a number from 50 to 1200",
                           "small/wrong/case.yaml:5:9: error: what is expected is"}) {
    EXPECT_NE(result.err.find(told), std::string::npos) << told << "\n" << result.err;
  }
  EXPECT_EQ(golden({"run", "--golden", home_ + "/nowhere"}).exit_code, 2);
}

TEST_F(Golden, SpeaksChinese) {
  RunOptions options;
  options.environment = {{"CERTPRESS_HOME", home_}};
  accept_all();
  change("name: title, box: [10, 10", "name: title, box: [10.2, 10");
  const Finished result = certpress({"golden", "run", "--lang", "zh"}, options);
  EXPECT_NE(result.out.find("元素 title：移动：向右 0.20 毫米，墨迹不变"), std::string::npos)
      << result.out;
}

// Every code that the parser, the layout and the fonts can give, but for those that need a file too
// large for a repository (hostile_test.cc) or other fonts (commands_test.cc, font_book_test.cc).
TEST(GoldenCases, ShowEachKindOfRefusal) {
  const fs::path root = CERTPRESS_SOURCE_DIR;
  const std::set<std::string> elsewhere = {
      "picture/too-large",  "record/too-large",      "template/too-large", "template/too-many",
      "font/bad-manifest",  "font/missing-manifest", "font/missing",       "font/differs",
      "font/missing-table", "font/unknown-role"};
  std::string shown;
  for (const auto& entry : fs::recursive_directory_iterator(root / "golden")) {
    if (entry.path().filename() == "diagnostics.txt") {
      shown += read_file(entry.path().string());
    }
  }
  const std::regex code("\"((template|record|text|font|code|picture)/[a-z-]+)\"");
  std::set<std::string> codes;
  for (const char* folder : {"parse", "layout", "text"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / "engine" / folder)) {
      if (entry.path().extension() == ".cc") {
        const std::string text = read_file(entry.path().string());
        for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) {
          codes.insert((*it)[1]);
        }
      }
    }
  }
  EXPECT_GT(codes.size(), 80U);
  for (const std::string& one : codes) {
    EXPECT_EQ(shown.find("[" + one + "]") == std::string::npos, elsewhere.contains(one)) << one;
  }
}

}  // namespace
}  // namespace certpress::tests
