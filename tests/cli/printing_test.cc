// certpress calibrate, render for a printer, print: from a measurement to paper.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

const std::string kTemplate = "road-transport-certificate";

std::string sample(const std::string& id = kTemplate) {
  return std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + id + "/samples/standard.json";
}

// A profile of a printer that is a little off, measured by hand.
std::string profile(
    const std::string& folder,
    const std::string& measured = "1:+0.4,-0.2;3:+0.5,-0.1;7:+0.3,-0.3;9:+0.4,-0.2") {
  const std::string path = folder + "/window3.yaml";
  const Finished result = certpress({"calibrate", "solve", "--printer", "HP-M404", "--tray", "2",
                                     "--measured", measured, "-o", path, "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return path;
}

std::vector<std::string> render(const std::string& out, std::vector<std::string> more) {
  std::vector<std::string> arguments{"render", "-t", kTemplate, "-d", sample(),
                                     "-o",     out,  "--lang",  "en"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(CalibrateSheet, IsAPdfOfThePaperThatQpdfAccepts) {
  const std::string folder = test_folder();
  for (const std::string page : {"A4", "A3", "A5", "A6", "250x353"}) {
    const std::string out = folder + "/" + page + ".pdf";
    const Finished result = certpress({"calibrate", "sheet", "-o", out, "--page", page});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(run({"qpdf", "--check", out}).exit_code, 0);
  }
  const std::string info = run({"pdfinfo", folder + "/A4.pdf"}).out;
  EXPECT_NE(info.find("A4"), std::string::npos) << info;
  EXPECT_EQ(certpress({"calibrate", "sheet", "-o", folder + "/x.pdf", "--page", "85x54"}).exit_code,
            3);
  EXPECT_EQ(certpress({"calibrate", "sheet", "-o", folder + "/x.pdf", "--page", "A9"}).exit_code,
            2);
}

TEST(CalibrateSolve, TellsTheDeviationAndWritesTheProfile) {
  const std::string folder = test_folder();
  const std::string yaml = read_file(profile(folder));
  EXPECT_NE(yaml.find("printer: 'HP-M404'"), std::string::npos) << yaml;
  EXPECT_NE(yaml.find("offset: [0.400, -0.200]"), std::string::npos) << yaml;
  EXPECT_NE(yaml.find("method: hand"), std::string::npos) << yaml;
}

TEST(CalibrateSolve, KeepsWhatAPersonWroteIntoTheProfile) {
  const std::string folder = test_folder();
  const std::string path = profile(folder);
  write_file(path, read_file(path) + "lp-options: [InputSlot=Lower]\n");
  profile(folder, "1:1,1;3:1,1;7:1,1;9:1,1");
  const std::string yaml = read_file(path);
  EXPECT_NE(yaml.find("offset: [1.000, 1.000]"), std::string::npos) << yaml;
  EXPECT_NE(yaml.find("InputSlot=Lower"), std::string::npos) << yaml;
}

TEST(CalibrateSolve, RefusesTheImplausibleAndLeavesTheOldProfile) {
  const std::string folder = test_folder();
  const std::string path = profile(folder);
  const std::string before = read_file(path);
  const Finished result =
      certpress({"calibrate", "solve", "--printer", "a", "--tray", "1", "--measured",
                 "1:12,0;3:12,0;7:12,0;9:12,0", "-o", path, "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("calibration/offset"), std::string::npos) << result.err;
  EXPECT_EQ(read_file(path), before);
}

TEST(CalibrateSolve, ReadsAScanOfItsOwnSheet) {
  const std::string folder = test_folder();
  ASSERT_EQ(certpress({"calibrate", "sheet", "-o", folder + "/sheet.pdf"}).exit_code, 0);
  run({"pdftoppm", "-r", "150", "-png", "-gray", "-singlefile", folder + "/sheet.pdf",
       folder + "/scan"});
  const std::vector<std::string> solve{
      "calibrate",          "solve", "--printer",        "a",      "--tray", "1", "--scan",
      folder + "/scan.png", "-o",    folder + "/a.yaml", "--lang", "en"};
  const Finished refused = certpress(solve);
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.err.find("calibration/no-edges"), std::string::npos) << refused.err;
  std::vector<std::string> trimmed = solve;
  trimmed.emplace_back("--trimmed");
  const Finished result = certpress(trimmed);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(read_file(folder + "/a.yaml").find("method: scan"), std::string::npos);
}

TEST(RenderForAPrinter, IsAPdfWithoutRecordThatCannotBeSigned) {
  const std::string folder = test_folder();
  const std::string by = profile(folder);
  const std::string out = folder + "/a.pdf";
  for (const std::string layer : {"all", "ink", "stock"}) {
    const Finished result = certpress(render(out, {"--printer", by, "--layer", layer}));
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(run({"qpdf", "--check", out}).exit_code, 0);
    EXPECT_EQ(certpress({"extract", out}).exit_code, 3);
  }
  ASSERT_EQ(certpress({"keys", "demo", folder + "/keys"}).exit_code, 0);
  const Finished refused = certpress({"sign", out, "-o", folder + "/signed.pdf", "--profile",
                                      folder + "/keys/b.yaml", "--lang", "en"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.err.find("signing/not-whole"), std::string::npos) << refused.err;
}

TEST(RenderForAPrinter, IsNotForScreens) {
  const std::string folder = test_folder();
  const std::string by = profile(folder);
  for (const auto& [out, more] : std::map<std::string, std::vector<std::string>>{
           {folder + "/a.png", {"--printer", by}},
           {folder + "/a.pdf", {"--printer", by, "--proof"}}}) {
    const Finished result = certpress(render(out, more));
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_NE(result.err.find("printing/not-for-paper"), std::string::npos) << result.err;
    EXPECT_FALSE(std::filesystem::exists(out));
  }
}

TEST(RenderOnALargerSheet, HasItsBoxesAndMarks) {
  const std::string folder = test_folder();
  const std::string out = folder + "/a.pdf";
  const Finished result =
      certpress(render(out, {"--n-up", "2x1", "--sheet", "450x320", "--gutter", "6", "--bleed", "3",
                             "--marks", "--slug", "样张 {page}/{pages}"}));
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(run({"qpdf", "--check", out}).exit_code, 0);
  const std::string boxes = run({"pdfinfo", "-box", out}).out;
  EXPECT_NE(boxes.find("MediaBox:            0.00     0.00  1275.59   907.09"), std::string::npos)
      << boxes;
  EXPECT_NE(boxes.find("TrimBox:            34.02    32.60  1241.57   874.49"), std::string::npos)
      << boxes;
  const std::string text = run({"pdftotext", out, "-"}).out;
  EXPECT_NE(text.find("样张 1/1"), std::string::npos) << text;
  EXPECT_EQ(certpress(render(out, {"--n-up", "9x9", "--sheet", "A4"})).exit_code, 3);
  EXPECT_EQ(certpress(render(out, {"--n-up", "2", "--sheet", "A4"})).exit_code, 2);
  EXPECT_EQ(certpress(render(out, {"--n-up", "auto"})).exit_code, 2);
}

// An lp that keeps what it was given.
class Print : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test_folder();
    write_file(folder_ + "/lp", "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + folder_ +
                                    "/arguments'\ncat > '" + folder_ +
                                    "/job.pdf'\nexit ${LP_EXIT:-0}\n");
    ::chmod((folder_ + "/lp").c_str(), 0755);
  }

  [[nodiscard]] Finished print(std::vector<std::string> more, const std::string& code = "0") const {
    std::vector<std::string> arguments{"print", "--lang", "en"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    RunOptions options;
    options.environment = {{"PATH", folder_ + ":/usr/bin:/bin"}, {"LP_EXIT", code}};
    return certpress(arguments, options);
  }

  std::string folder_;
};

TEST_F(Print, SendsTheCorrectedPageUnscaledFromTheProfilesTray) {
  const std::string by = profile(folder_);
  const Finished result = print({"-t", "road-transport-operation-permit", "-d",
                                 sample("road-transport-operation-permit"), "--layer", "ink",
                                 "--printer", by, "--copies", "2"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string words = read_file(folder_ + "/arguments");
  for (const char* word :
       {"-d\nHP-M404\n", "-n\n2\n", "print-scaling=none\n", "media=A4\n", "media-source=tray-2\n",
        "orientation-requested=3\n", "sides=one-sided\n", "-t\ncertpress\n"}) {
    EXPECT_NE(words.find(word), std::string::npos) << word;
  }
  // Landscape, and yet fed upright: nothing is left for a driver to turn.
  EXPECT_NE(run({"pdfinfo", folder_ + "/job.pdf"}).out.find("595.276 x 841.89"), std::string::npos);
}

TEST_F(Print, SendsAFileAsItIs) {
  const std::string by = profile(folder_);
  const std::string pdf = folder_ + "/run.pdf";
  ASSERT_EQ(certpress(render(pdf, {"--printer", by})).exit_code, 0);
  ASSERT_EQ(print({pdf, "--printer", by}).exit_code, 0);
  EXPECT_EQ(read_file(folder_ + "/job.pdf"), read_file(pdf));
}

TEST_F(Print, RefusesAFileThatWasNotMadeForThePrinter) {
  const std::string by = profile(folder_);
  const std::string pdf = folder_ + "/page.pdf";
  const auto refused = [&] {
    const Finished result = print({pdf, "--printer", by});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_FALSE(std::filesystem::exists(folder_ + "/job.pdf"));
    return result.err;
  };
  ASSERT_EQ(certpress(render(pdf, {})).exit_code, 0);
  EXPECT_NE(refused().find("printing/not-corrected"), std::string::npos);
  ASSERT_EQ(certpress({"keys", "demo", folder_ + "/keys"}).exit_code, 0);
  ASSERT_EQ(certpress(render(pdf, {"--sign", folder_ + "/keys/b.yaml"})).exit_code, 0);
  EXPECT_NE(refused().find("printing/signed"), std::string::npos);
  ASSERT_EQ(certpress(render(pdf, {"--proof"})).exit_code, 0);
  EXPECT_NE(refused().find("printing/not-corrected"), std::string::npos);
  write_file(pdf, "%PDF-1.7\nof another program");
  EXPECT_NE(refused().find("printing/unknown-file"), std::string::npos);
  ASSERT_EQ(certpress(render(pdf, {"--printer", by})).exit_code, 0);
  const std::string yaml = read_file(by);
  write_file(by, std::regex_replace(yaml, std::regex("tray: '2'"), "tray: '3'"));
  EXPECT_NE(refused().find("another tray"), std::string::npos);
  profile(folder_, "1:1,1;3:1,1;7:1,1;9:1,1");
  EXPECT_NE(refused().find("another measurement"), std::string::npos);
  EXPECT_EQ(print({pdf, "--printer", by, "--as-is"}).exit_code, 0);
  EXPECT_EQ(read_file(folder_ + "/job.pdf"), read_file(pdf));
}

TEST_F(Print, RefusesAFileWhoseBacksWereMadeForAnotherProfile) {
  const std::string by = profile(folder_);
  const std::string back = folder_ + "/back.yaml";
  std::filesystem::copy_file(by, back);
  profile(folder_, "1:1,1;3:1,1;7:1,1;9:1,1");
  const std::string pdf = folder_ + "/run.pdf";
  const std::string id = "road-transport-operation-permit";
  std::string record = read_file(sample(id));
  std::ranges::replace(record, '\n', ' ');
  write_file(folder_ + "/records.jsonl", record + "\n");
  ASSERT_EQ(certpress({"batch", "-t", id, "-d", folder_ + "/records.jsonl", "-o", pdf, "--back", id,
                       "--printer", by, "--back-printer", back})
                .exit_code,
            0);
  const auto refused = [&](const std::vector<std::string>& arguments) {
    const Finished result = print(arguments);
    EXPECT_EQ(result.exit_code, 3) << result.err;
    return result.err;
  };
  EXPECT_NE(refused({pdf, "--printer", by}).find("of their own"), std::string::npos);
  EXPECT_NE(refused({pdf, "--printer", by, "--back-printer", by}).find("another profile"),
            std::string::npos);
  EXPECT_EQ(print({pdf, "--printer", by, "--back-printer", back}).exit_code, 0);
  const std::string without_backs = folder_ + "/page.pdf";
  ASSERT_EQ(certpress(render(without_backs, {"--printer", by})).exit_code, 0);
  EXPECT_NE(
      refused({without_backs, "--printer", by, "--back-printer", back}).find("for no printer"),
      std::string::npos);
  EXPECT_EQ(print({without_backs, "--printer", by}).exit_code, 0);
}

TEST_F(Print, TheBackIsMeasuredOnTheBackAndPrintedInDuplex) {
  const std::string by = profile(folder_);
  const std::string pdf = folder_ + "/check.pdf";
  ASSERT_EQ(certpress({"calibrate", "sheet", "--back", "long-edge", "--printer", by, "-o", pdf})
                .exit_code,
            0);
  EXPECT_NE(run({"pdftotext", "-f", "1", "-l", "1", pdf, "-"}).out.find("标记在背面"),
            std::string::npos);
  const std::string back = run({"pdftotext", "-f", "2", "-l", "2", pdf, "-"}).out;
  for (const char* words : {"打印机校准页（背面）", "双面（沿长边翻转）", "--back-printer"}) {
    EXPECT_NE(back.find(words), std::string::npos) << words << " in\n" << back;
  }
  EXPECT_EQ(back.find("单面"), std::string::npos);
  ASSERT_EQ(print({pdf, "--printer", by}).exit_code, 0);
  EXPECT_NE(read_file(folder_ + "/arguments").find("sides=two-sided-long-edge"), std::string::npos);
}

TEST_F(Print, IsTakenByARealScheduler) {
  const std::string by = profile(folder_);
  const std::string yaml = read_file(by);
  write_file(by, yaml.substr(0, yaml.find("'HP-M404'")) + "test" +
                     yaml.substr(yaml.find("'HP-M404'") + 9));
  const std::string pdf = folder_ + "/run.pdf";
  ASSERT_EQ(certpress(render(pdf, {"--printer", by, "--layer", "ink"})).exit_code, 0);
  const Finished result =
      run({std::string(CERTPRESS_SOURCE_DIR) + "/tests/support/cupsd.sh", folder_ + "/cups",
           certpress_program(), "print", pdf, "--printer", by});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(read_file(folder_ + "/cups/spool/d00001-001"), read_file(pdf));
  for (const char* word : {"print-scaling", "media-source", "tray-2", "one-sided"}) {
    EXPECT_NE(result.out.find(word), std::string::npos) << word << " in\n" << result.out;
  }
}

TEST_F(Print, TellsWhenThereIsNoCupsOrNoSuchQueue) {
  const std::string by = profile(folder_);
  const std::vector<std::string> arguments{"-t", kTemplate, "-d", sample(), "--printer", by};
  const Finished refused = print(arguments, "1");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("lp did not take the job"), std::string::npos) << refused.err;
  std::filesystem::remove(folder_ + "/lp");
  RunOptions options;
  options.environment = {{"PATH", folder_}};
  std::vector<std::string> words{"print", "--lang", "en"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const Finished missing = certpress(words, options);
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.err.find("there is no lp here"), std::string::npos) << missing.err;
}

}  // namespace
}  // namespace certpress::tests
