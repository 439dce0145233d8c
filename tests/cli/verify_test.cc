// certpress verify, from a key made by the program to every exit code.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

// Keys, and one certificate of each level, made once for all tests of this file.
class Verify : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ =
        new std::string(testing::TempDir() + "certpress-verify-" + std::to_string(::getpid()));
    std::filesystem::create_directories(*folder_);
    ASSERT_EQ(certpress({"keys", "demo", at("keys")}).exit_code, 0);
    const std::string tmpl = "practitioner-qualification-certificate";
    for (const char* level : {"b", "lta"}) {
      const Finished made = certpress(
          {"render", "-t", tmpl, "-d",
           std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + tmpl + "/samples/standard.json",
           "-o", at(std::string(level) + ".pdf"), "--sign",
           at("keys/" + std::string(level) + ".yaml")});
      ASSERT_EQ(made.exit_code, 0) << made.err;
    }
    const std::string good = read_file(at("b.pdf"));
    std::string broken = good;
    broken[broken.size() / 2] ^= 1;
    write_file(at("broken.pdf"), broken);
    write_file(at("text.txt"), "no PDF");
  }
  static void TearDownTestSuite() {
    std::filesystem::remove_all(*folder_);
    delete folder_;
  }

  static std::string at(const std::string& name) { return *folder_ + "/" + name; }
  static Finished verify(std::vector<std::string> arguments, bool trust = true) {
    arguments.insert(arguments.begin(), "verify");
    if (trust) {
      arguments.insert(arguments.end(), {"--trust", at("keys/test-root.pem")});
    }
    if (std::ranges::find(arguments, "--lang") == arguments.end()) {
      arguments.insert(arguments.end(), {"--lang", "en"});
    }
    return certpress(arguments);
  }
  static std::string last_line(const Finished& finished) {
    const std::string text = finished.out.substr(0, finished.out.size() - 1);
    return text.substr(text.rfind('\n') + 1);
  }

 private:
  static std::string* folder_;
};

std::string* Verify::folder_ = nullptr;

TEST_F(Verify, GoodFileIsValidWithNamedChecksAndOneBottomLine) {
  const Finished result = verify({at("lta.pdf"), "--require", "LTA"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_NE(result.out.find("[signature/digest]"), std::string::npos);
  EXPECT_NE(result.out.find("[changes/revision]"), std::string::npos);
  EXPECT_TRUE(last_line(result).starts_with("VALID: signed by CN=certpress TEST signer"));
  EXPECT_TRUE(last_line(result).ends_with("B-LTA"));
}

TEST_F(Verify, SpeaksChinese) {
  const Finished result = verify({at("lta.pdf"), "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(last_line(result).starts_with("有效：")) << result.out;
  EXPECT_NE(verify({at("broken.pdf"), "--lang", "zh"}).out.find("无效："), std::string::npos);
}

TEST_F(Verify, ExitCodesTellApart) {
  EXPECT_EQ(verify({at("b.pdf")}).exit_code, 0);
  EXPECT_EQ(verify({at("broken.pdf")}).exit_code, 6);
  EXPECT_EQ(verify({at("b.pdf"), "--require", "T"}).exit_code, 7);
  EXPECT_EQ(verify({at("b.pdf")}, false).exit_code, 7);
  EXPECT_EQ(verify({at("text.txt")}).exit_code, 3);
  EXPECT_EQ(verify({at("missing.pdf")}).exit_code, 1);
  EXPECT_EQ(verify({}).exit_code, 2);
  EXPECT_EQ(verify({at("b.pdf"), "--require", "X"}).exit_code, 2);
  EXPECT_EQ(verify({at("b.pdf"), "--time", "today"}).exit_code, 2);
}

TEST_F(Verify, UnsignedFileSaysSo) {
  const std::string plain = at("plain.pdf");
  ASSERT_EQ(
      certpress({"render", "-t", "practitioner-qualification-certificate", "--blank", "-o", plain})
          .exit_code,
      0);
  const Finished result = verify({plain});
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_TRUE(last_line(result).starts_with("UNSIGNED")) << result.out;
}

TEST_F(Verify, TheWorstOfSeveralFilesDecides) {
  EXPECT_EQ(verify({at("b.pdf"), at("lta.pdf")}).exit_code, 0);
  EXPECT_EQ(verify({at("b.pdf"), at("lta.pdf"), "--require", "LT"}).exit_code, 7);
  EXPECT_EQ(verify({at("b.pdf"), at("missing.pdf")}).exit_code, 1);
  EXPECT_EQ(verify({at("text.txt"), at("missing.pdf"), at("b.pdf")}).exit_code, 3);
  const Finished all = verify({at("broken.pdf"), at("missing.pdf"), at("text.txt"), at("b.pdf")});
  EXPECT_EQ(all.exit_code, 6);
  EXPECT_NE(all.out.find("VALID: signed"), std::string::npos) << "the last is verified too";
}

TEST_F(Verify, AnotherTimeIsAnotherAnswer) {
  EXPECT_EQ(verify({at("b.pdf"), "--time", "2001-01-01T00:00:00Z"}).exit_code, 7);
  EXPECT_EQ(verify({at("b.pdf"), "--time", "2099-01-01T00:00:00Z"}).exit_code, 7);
}

TEST_F(Verify, RootWithoutCertificateIsRefusedByName) {
  const Finished result = verify({at("b.pdf"), "--trust", at("text.txt")}, false);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("text.txt"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("[verify/bad-root]"), std::string::npos) << result.err;
}

TEST_F(Verify, JsonHasALineForEachFile) {
  const Finished result = verify({at("lta.pdf"), at("broken.pdf"), "--json"});
  EXPECT_EQ(result.exit_code, 6);
  const std::size_t end = result.out.find('\n');
  const auto good = nlohmann::json::parse(result.out.substr(0, end));
  EXPECT_EQ(good.at("file"), at("lta.pdf"));
  EXPECT_EQ(good.at("verdict"), "valid");
  EXPECT_EQ(good.at("level"), "B-LTA");
  EXPECT_EQ(good.at("revocation"), "good");
  EXPECT_EQ(good.at("chain").size(), 3U);
  EXPECT_EQ(good.at("timestamps").size(), 2U);
  EXPECT_EQ(good.at("later_revisions"), 1);
  EXPECT_TRUE(good.at("proven_time").get<std::string>().ends_with("Z"));
  const auto broken = nlohmann::json::parse(result.out.substr(end + 1));
  EXPECT_EQ(broken.at("verdict"), "invalid");
  EXPECT_TRUE(broken.at("level").is_null());
  EXPECT_FALSE(broken.at("summary").at("zh").get<std::string>().empty());
}

TEST_F(Verify, ReadsStandardInput) {
  RunOptions options;
  options.input = read_file(at("b.pdf"));
  const Finished result =
      certpress({"verify", "-", "--trust", at("keys/test-root.pem"), "--lang", "en"}, options);
  EXPECT_EQ(result.exit_code, 0) << result.out;
}

TEST_F(Verify, HelpHasAnExampleInBothLanguages) {
  EXPECT_NE(certpress({"verify", "--help", "--lang", "en"}).out.find("Example"), std::string::npos);
  EXPECT_NE(certpress({"verify", "--help", "--lang", "zh"}).out.find("示例"), std::string::npos);
}

}  // namespace
}  // namespace certpress::tests
