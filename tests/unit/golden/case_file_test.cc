// case.yaml as it is read: what it says, and each of its mistakes by place.
#include "golden/case_file.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "certpress/diagnostic.h"

namespace certpress::golden {
namespace {

namespace fs = std::filesystem;

class CaseFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "certpress-case-XXXXXX").string();
    suite_ = ::mkdtemp(name.data());
    fs::create_directory(suite_ / "one");
  }
  void TearDown() override { fs::remove_all(suite_); }

  [[nodiscard]] Case read(const std::string& yaml) const {
    write_file(suite_ / "one/case.yaml", yaml);
    return read_case(suite_, "one");
  }

  // "line: what is wrong" of each.
  [[nodiscard]] std::vector<std::string> mistakes(const std::string& yaml) const {
    std::vector<std::string> out;
    try {
      static_cast<void>(read(yaml));
    } catch (const Refused& refused) {
      for (const Diagnostic& mistake : refused.diagnostics()) {
        EXPECT_EQ(mistake.code, "golden/bad-case");
        EXPECT_EQ(mistake.place.file, "one/case.yaml");
        EXPECT_FALSE(mistake.message.zh.empty());
        out.push_back(std::to_string(mistake.place.line) + ": " + mistake.message.en);
      }
    }
    return out;
  }

 private:
  fs::path suite_;
};

const std::string kPlain = "template: person\nrecord: blank\n";

TEST_F(CaseFile, SaysAllOfACase) {
  const Case of = read(kPlain +
                       "dpi: 150\nlayer: ink\nexpect: [sheet, page]\nignore: [seal, code]\n"
                       "budget: {pixels: 100, blob: 3, threshold: 0.02}\nxfail: known\n");
  EXPECT_EQ(of.template_id, "person");
  EXPECT_EQ(of.record, "blank");
  EXPECT_EQ(of.dpi, 150);
  EXPECT_EQ(of.layer, LayerChoice::kInk);
  EXPECT_TRUE(of.expect.sheet && of.expect.page && !of.expect.text && !of.expect.diagnostics);
  EXPECT_EQ(of.ignore, (std::vector<std::string>{"seal", "code"}));
  EXPECT_EQ(of.budget.pixels, 100);
  EXPECT_EQ(of.budget.blob, 3);
  EXPECT_EQ(of.budget.threshold, 0.02);
  EXPECT_EQ(of.xfail, "known");
}

TEST_F(CaseFile, NeedsARecordAndAnExpectation) {
  EXPECT_EQ(mistakes("template: person\n"),
            (std::vector<std::string>{"1: the key 'record' is missing",
                                      "1: the key 'expect' is missing"}));
  EXPECT_EQ(mistakes("record: blank\nexpect: [sheet]\n"),
            std::vector<std::string>{
                "1: the key 'template' is missing, and there is no template.yaml here"});
  EXPECT_EQ(mistakes(kPlain + "expect: []\n"),
            std::vector<std::string>{"3: a case that expects nothing shows nothing"});
}

TEST_F(CaseFile, ToldByPlaceIsEveryMistake) {
  EXPECT_EQ(mistakes("- a list\n"),
            std::vector<std::string>{"1: a case is a mapping of keys to values"});
  EXPECT_EQ(mistakes("a: [\n").size(), 1U);
  EXPECT_EQ(mistakes(kPlain + "expect: [sheet, picture]\ndpi: 5000\nlayer: top\nignore: seal\n"
                              "budget: {pixels: many, size: 3}\nxfail: []\nnote: 1\n"),
            (std::vector<std::string>{
                "3: what is expected is sheet, page, text or diagnostics",
                "4: a number from 50 to 1200 is needed here",
                "5: a layer is all, stock, ink or proof", "6: a list is needed here",
                "7: a number from 0 to 1e+09 is needed here", "7: a budget has no key 'size'",
                "8: a text is needed here", "9: a case has no key 'note'"}));
  EXPECT_EQ(mistakes(kPlain + "expect: [sheet]\nbudget: 3\n"),
            std::vector<std::string>{"4: a budget is {pixels: …, blob: …}"});
}

}  // namespace
}  // namespace certpress::golden
