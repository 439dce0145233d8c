// certpress render: what goes in, what comes out, and with which exit code.
#include <filesystem>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

const std::string kTemplate = "road-transport-certificate";

std::string sample() {
  return std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + kTemplate + "/samples/standard.json";
}

std::vector<std::string> render(const std::string& out, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"render", "-t", kTemplate, "-d", sample(), "-o", out};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Render, WritesThePngThatTheNameAsksFor) {
  const std::string out = test_folder() + "/a.png";
  const Finished result = certpress(render(out));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "");
  const PixelImage image = read_png(out);
  EXPECT_EQ(image.width, 1240);   // 210 mm at 150 dpi
  EXPECT_EQ(image.height, 1754);  // 297 mm
}

TEST(Render, TakesAWidthInPixelsInsteadOfDpi) {
  const std::string out = test_folder() + "/a.png";
  EXPECT_EQ(certpress(render(out, {"--width", "877"})).exit_code, 0);
  EXPECT_EQ(read_png(out).width, 877);
  EXPECT_EQ(read_png(out).height, 1240);
}

TEST(Render, WritesThePictureThatTheNameOrTheFormatAsksFor) {
  const std::string folder = test_folder();
  for (const char* name : {"a.jpg", "b.jpeg"}) {
    const std::string out = folder + "/" + name;
    const Finished result = certpress(render(out, {"--dpi", "60"}));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(read_file(out).starts_with("\xFF\xD8\xFF\xE0")) << name;
  }
  const std::string webp = certpress(render("-", {"--format", "webp", "--dpi", "60"})).out;
  EXPECT_EQ(webp.substr(0, 4) + webp.substr(8, 4), "RIFFWEBP");
  EXPECT_EQ(certpress(render(folder + "/c.gif")).exit_code, 2);
  EXPECT_EQ(certpress(render(folder + "/webp")).exit_code, 2);
}

TEST(Render, QualityIsOneToAHundredAndMakesTheFileLarger) {
  const auto jpeg = [](const char* quality) {
    return certpress(render("-", {"--format", "jpeg", "--dpi", "60", "--quality", quality}));
  };
  EXPECT_LT(jpeg("20").out.size(), jpeg("85").out.size());
  EXPECT_EQ(jpeg("85").out, certpress(render("-", {"--format", "jpeg", "--dpi", "60"})).out);
  EXPECT_EQ(jpeg("0").exit_code, 2);
  EXPECT_EQ(jpeg("101").exit_code, 2);
}

TEST(Render, WritesPdfToStandardOutputFromStandardInput) {
  RunOptions options;
  options.input = R"({"特种": 1})";
  const Finished refused =
      certpress({"render", "-t", kTemplate, "-d", "-", "-o", "-", "--format", "pdf"}, options);
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_EQ(refused.out, "");
  const Finished done = certpress(render("-", {"--format", "pdf"}));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(done.out.starts_with("%PDF-1."));
  EXPECT_TRUE(done.out.ends_with("%%EOF\n") || done.out.ends_with("%%EOF"));
}

TEST(Render, RefusedInputLeavesNoFileAndTheOldOneUntouched) {
  const std::string folder = test_folder();
  write_file(folder + "/bad.json", R"({"holder_name": 5})");
  write_file(folder + "/old.png", "old");
  const auto arguments = [&](const std::string& out) {
    return std::vector<std::string>{"render", "-t", kTemplate, "-d", folder + "/bad.json",
                                    "-o",     out};
  };
  const Finished result = certpress(arguments(folder + "/new.png"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("record/missing-field"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("record/wrong-type"), std::string::npos) << result.err;
  certpress(arguments(folder + "/old.png"));
  EXPECT_EQ(read_file(folder + "/old.png"), "old");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) {
    ++files;
  }
  EXPECT_EQ(files, 2U) << "something was left behind";
}

TEST(Render, AnOutputThatCannotBeWrittenIsAFailure) {
  const Finished result = certpress(render("/nowhere/at/all.png"));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("cannot write"), std::string::npos);
}

TEST(Render, AFullDiskIsAFailureAndNotATruncatedFile) {
  const Finished result = certpress(render("/dev/full", {"--format", "png"}));
  EXPECT_EQ(result.exit_code, 1) << result.err;
}

TEST(Render, WrongUseHasItsOwnExitCode) {
  EXPECT_EQ(certpress({"render"}).exit_code, 2);
  EXPECT_EQ(certpress({"no-such-command"}).exit_code, 2);
  EXPECT_EQ(certpress(render("x.txt")).exit_code, 2);
  EXPECT_EQ(certpress(render("x.png", {"--dpi", "49"})).exit_code, 2);
  EXPECT_EQ(certpress(render("x.png", {"--dpi", "300", "--width", "900"})).exit_code, 2);
  EXPECT_EQ(certpress(render("x.png", {"--blank"})).exit_code, 2);
  EXPECT_EQ(certpress(render("x.pdf", {"--time", "yesterday"})).exit_code, 2);
}

TEST(Render, AnUnknownTemplateIsRefused) {
  const Finished result =
      certpress({"render", "-t", "no-such-template", "--blank", "-o", test_folder() + "/x.png"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("no-such-template"), std::string::npos);
}

TEST(Render, SpeaksChineseByLocaleOrByOption) {
  const std::vector<std::string> bad{"render", "-t", "no-such-template", "--blank", "-o", "x.png"};
  RunOptions chinese;
  chinese.environment = {{"LC_ALL", "zh_CN.UTF-8"}};
  EXPECT_NE(certpress(bad, chinese).err.find("错误"), std::string::npos);
  RunOptions english;
  english.environment = {{"LC_ALL", "C"}};
  EXPECT_NE(certpress(bad, english).err.find("error"), std::string::npos);
  std::vector<std::string> asked = bad;
  asked.insert(asked.end(), {"--lang", "zh"});
  EXPECT_NE(certpress(asked, english).err.find("错误"), std::string::npos);
}

TEST(Render, AMissingFontIsAFailureOfTheMachineAndNamesThePackage) {
  RunOptions options;
  options.environment = {{"CERTPRESS_FONT_ROOT", test_folder()}};
  const std::string out = test_folder() + "/a.png";
  const Finished result = certpress(render(out), options);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("font/missing"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("fonts-noto-cjk"), std::string::npos) << result.err;
  EXPECT_FALSE(fs::exists(out));
}

TEST(Render, TheBlankFormNeedsNoRecord) {
  const std::string folder = test_folder();
  const Finished blank =
      certpress({"render", "-t", kTemplate, "--blank", "-o", folder + "/blank.pdf"});
  ASSERT_EQ(blank.exit_code, 0) << blank.err;
  const Finished text = run({"pdftotext", "-raw", folder + "/blank.pdf", "-"});
  EXPECT_NE(text.out.find("业户名称"), std::string::npos);
  EXPECT_NE(text.out.find("车辆照片"), std::string::npos);
  EXPECT_EQ(text.out.find("样章"), std::string::npos) << "a blank form carries no seal";
}

TEST(Render, StockAndInkTogetherMakeTheWhole) {
  const std::string folder = test_folder();
  for (const std::string layer : {"all", "stock", "ink"}) {
    ASSERT_EQ(certpress(render(folder + "/" + layer + ".png", {"--layer", layer})).exit_code, 0);
  }
  const PixelImage all = read_png(folder + "/all.png");
  const PixelImage stock = read_png(folder + "/stock.png");
  const PixelImage ink = read_png(folder + "/ink.png");
  // Wherever the ink layer is white, the whole is the stock.
  long compared = 0;
  for (int y = 0; y < all.height; ++y) {
    for (int x = 0; x < all.width; ++x) {
      if (ink.darkness(x, y) != 0) {
        continue;
      }
      ++compared;
      const Rgb a = all.at(x, y);
      const Rgb s = stock.at(x, y);
      ASSERT_EQ(std::tie(a.red, a.green, a.blue), std::tie(s.red, s.green, s.blue))
          << x << "," << y;
    }
  }
  EXPECT_GT(compared, all.width * all.height / 2);
  EXPECT_LT(compared, all.width * all.height) << "the ink layer is empty";
}

}  // namespace
}  // namespace certpress::tests
