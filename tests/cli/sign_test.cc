// certpress sign, render --sign, keys demo: what they leave behind, and with which exit code.
#include <filesystem>
#include <functional>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"
#include "support/text.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

const std::string kTemplate = "road-transport-operation-permit";

// A folder with the demo's keys in keys/ and an unsigned certificate.
class Sign : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test_folder();
    const Finished keys = certpress({"keys", "demo", folder_ + "/keys", "--lang", "en"});
    ASSERT_EQ(keys.exit_code, 0) << keys.err;
    ASSERT_TRUE(contains(keys.out, "TEST")) << keys.out;
    ASSERT_EQ(certpress(render(folder_ + "/unsigned.pdf")).exit_code, 0);
  }

  static std::vector<std::string> render(const std::string& out,
                                         std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{
        "render",
        "-t",
        kTemplate,
        "-d",
        std::string(CERTPRESS_SOURCE_DIR) + "/templates/" + kTemplate + "/samples/standard.json",
        "-o",
        out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  [[nodiscard]] Finished sign(const std::string& profile, const std::string& out,
                              std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"sign", folder_ + "/unsigned.pdf", "-o", out, "--profile",
                                       profile};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return certpress(arguments);
  }

  [[nodiscard]] std::string profile(const std::string& name) const {
    return folder_ + "/keys/" + name;
  }
  // A profile of the test's own, beside the demo's.
  [[nodiscard]] std::string own_profile(const std::string& yaml) const {
    write_file(profile("own.yaml"), yaml);
    return profile("own.yaml");
  }

  std::string folder_;
};

constexpr const char* kSigner =
    "certpress-signing: 1\n"
    "key: {pem: test-signer-p256.key}\n"
    "certificates: [test-signer-p256.pem, test-ca.pem, test-root.pem]\n";

TEST_F(Sign, EveryProfileOfTheDemoSigns) {
  for (const std::string name : {"b", "t", "lt", "lta", "rsa"}) {
    const std::string out = folder_ + "/" + name + ".pdf";
    const Finished done = sign(profile(name + ".yaml"), out);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(done.out, "");
    // Whoever signs with it is told that timestamps of this kind prove nothing.
    EXPECT_EQ(contains(done.err, "for tests"), name != "b" && name != "rsa") << done.err;
    const Finished judged = run({"pdfsig", "-nocert", out});
    EXPECT_TRUE(contains(judged.out, "Signature is Valid")) << judged.out;
    EXPECT_EQ(run({"qpdf", "--check", out}).exit_code, 0);
  }
}

TEST_F(Sign, RenderCanSignAtOnce) {
  const std::string out = folder_ + "/signed.pdf";
  const Finished done = certpress(render(out, {"--sign", profile("lta.yaml")}));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(contains(run({"pdfsig", "-nocert", out}).out, "Signature is Valid"));
  EXPECT_EQ(certpress(render(folder_ + "/signed.png", {"--sign", profile("b.yaml")})).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder_ + "/signed.png"));
}

TEST_F(Sign, TheRecordCanStillBeExtracted) {
  ASSERT_EQ(sign(profile("lta.yaml"), folder_ + "/signed.pdf").exit_code, 0);
  EXPECT_EQ(certpress({"extract", folder_ + "/signed.pdf"}).out,
            certpress({"extract", folder_ + "/unsigned.pdf"}).out);
}

TEST_F(Sign, RsaAtAGivenTimeGivesEqualBytes) {
  // The demo's certificates are valid from now on.
  const std::string time = "2027-06-01T08:00:00Z";
  for (const char* name : {"/one.pdf", "/two.pdf"}) {
    ASSERT_EQ(sign(profile("rsa.yaml"), folder_ + name, {"--time", time}).exit_code, 0);
  }
  EXPECT_EQ(read_file(folder_ + "/one.pdf"), read_file(folder_ + "/two.pdf"));
  EXPECT_TRUE(contains(read_file(folder_ + "/one.pdf"), "/M (D:20270601080000+00'00')"));
}

TEST_F(Sign, ReadsStandardInputAndWritesStandardOutput) {
  RunOptions options;
  options.input = read_file(folder_ + "/unsigned.pdf");
  const Finished done =
      certpress({"sign", "-", "-o", "-", "--profile", profile("b.yaml")}, options);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(done.out.starts_with("%PDF-1.7"));
}

TEST_F(Sign, TheDemoOverwritesNothing) {
  const std::string before = read_file(profile("test-root.pem"));
  const Finished again = certpress({"keys", "demo", folder_ + "/keys", "--lang", "en"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(contains(again.err, "nothing is overwritten")) << again.err;
  EXPECT_EQ(read_file(profile("test-root.pem")), before);
}

TEST_F(Sign, TheDemosKeysAreItsOwnersOnly) {
  int private_files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ + "/keys")) {
    if (entry.path().extension() == ".key") {
      ++private_files;
      EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }
    EXPECT_TRUE(entry.path().filename().string().starts_with("test-") ||
                entry.path().extension() == ".yaml" || entry.path().filename() == "README.txt");
  }
  EXPECT_EQ(private_files, 4);
}

// What must hold whenever signing fails: this exit code, this diagnostic, no file, and a file that
// was there before untouched.
void expect_nothing_left(const std::function<Finished(const std::string& out)>& sign,
                         const std::string& folder, int exit_code, const std::string& code) {
  const std::string out = folder + "/never.pdf";
  const Finished done = sign(out);
  EXPECT_EQ(done.exit_code, exit_code) << done.err;
  EXPECT_TRUE(contains(done.err, "[" + code + "]")) << done.err;
  EXPECT_FALSE(fs::exists(out));
  write_file(folder + "/old.pdf", "old");
  EXPECT_EQ(sign(folder + "/old.pdf").exit_code, exit_code);
  EXPECT_EQ(read_file(folder + "/old.pdf"), "old");
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_FALSE(contains(entry.path().filename().string(), ".part")) << entry.path();
  }
}

TEST_F(Sign, ATimestampAuthorityThatIsDownLeavesNothing) {
  const std::string bad = own_profile(std::string(kSigner) +
                                      "level: T\n"
                                      "timestamp: {url: 'http://127.0.0.1:1/tsa'}\n");
  expect_nothing_left([&](const std::string& out) { return sign(bad, out); }, folder_, 1,
                      "signing/timestamp-unavailable");
}

TEST_F(Sign, ARevocationSourceThatIsDownLeavesNothing) {
  const std::string bad = own_profile(std::string(kSigner) +
                                      "level: LT\n"
                                      "timestamp: {test-key: test-tsa.key, test-certificates: "
                                      "[test-tsa.pem, test-ca.pem]}\n"
                                      "revocation: {timeout: 2}\n");
  expect_nothing_left([&](const std::string& out) { return sign(bad, out); }, folder_, 1,
                      "signing/revocation-unavailable");
}

TEST_F(Sign, AForeignTimestampIsRefused) {
  ASSERT_EQ(certpress({"keys", "demo", folder_ + "/foreign"}).exit_code, 0);
  const std::string bad = own_profile(std::string(kSigner) +
                                      "level: T\n"
                                      "timestamp:\n"
                                      "  test-key: ../foreign/test-tsa.key\n"
                                      "  test-certificates: [../foreign/test-tsa.pem, "
                                      "../foreign/test-ca.pem]\n"
                                      "  trust: test-root.pem\n");
  expect_nothing_left([&](const std::string& out) { return sign(bad, out); }, folder_, 1,
                      "signing/timestamp-untrusted");
}

TEST_F(Sign, AKeyThatOthersCanReadIsRefused) {
  fs::permissions(profile("test-signer-p256.key"), fs::perms::others_read, fs::perm_options::add);
  expect_nothing_left([&](const std::string& out) { return sign(profile("b.yaml"), out); }, folder_,
                      3, "key/exposed");
}

TEST_F(Sign, ACertificateThatIsNotValidAtTheTimeIsRefused) {
  const auto at = [&](const char* time) {
    return [&, time](const std::string& out) {
      return sign(profile("b.yaml"), out, {"--time", time});
    };
  };
  expect_nothing_left(at("2020-01-01T00:00:00Z"), folder_, 3, "signing/certificate-not-yet-valid");
  expect_nothing_left(at("2049-01-01T00:00:00Z"), folder_, 3, "signing/certificate-expired");
}

TEST_F(Sign, AnotherFileOrASecondSignatureIsRefused) {
  ASSERT_EQ(sign(profile("b.yaml"), folder_ + "/signed.pdf").exit_code, 0);
  const auto sign_file = [&](const std::string& in) {
    return [&, in](const std::string& out) {
      return certpress({"sign", in, "-o", out, "--profile", profile("b.yaml")});
    };
  };
  expect_nothing_left(sign_file(folder_ + "/signed.pdf"), folder_, 3, "signing/already-signed");
  expect_nothing_left(sign_file(profile("README.txt")), folder_, 3, "signing/not-a-certificate");
}

TEST_F(Sign, AMistakeInTheProfileIsShownWithItsPlace) {
  const Finished done = sign(own_profile(std::string(kSigner) + "level: B\nreazon: x\n"),
                             folder_ + "/never.pdf", {"--lang", "en"});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_TRUE(contains(done.err, "own.yaml:5:1: error:")) << done.err;
  EXPECT_TRUE(contains(done.err, "did you mean 'reason'?")) << done.err;
}

// A limit on the size of files stands in for a disk that is full in the middle of the writing.
TEST_F(Sign, AFullDiskLeavesTheOldFile) {
  write_file(folder_ + "/old.pdf", "old");
  const Finished done = run({"bash", "-c", "trap '' XFSZ; ulimit -f 50; exec \"$@\"", "bash",
                             certpress_program(), "sign", folder_ + "/unsigned.pdf", "-o",
                             folder_ + "/old.pdf", "--profile", profile("b.yaml"), "--lang", "en"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_TRUE(contains(done.err, "cannot write")) << done.err;
  EXPECT_EQ(read_file(folder_ + "/old.pdf"), "old");
  EXPECT_EQ(certpress({"sign", folder_ + "/unsigned.pdf", "-o", "/dev/full", "--profile",
                       profile("b.yaml")})
                .exit_code,
            1);
}

TEST_F(Sign, MessagesAreInChineseWhenAsked) {
  const Finished done = sign(profile("b.yaml"), folder_ + "/never.pdf",
                             {"--time", "2049-01-01T00:00:00Z", "--lang", "zh"});
  EXPECT_TRUE(contains(done.err, "已过期")) << done.err;
}

TEST_F(Sign, NoArgumentTakesASecret) {
  for (const std::string command : {"sign", "render", "batch", "keys demo", "verify"}) {
    std::vector<std::string> arguments{"--help", "--lang", "en"};
    std::istringstream words(command);
    arguments.insert(arguments.begin(), std::istream_iterator<std::string>(words), {});
    const Finished help = certpress(arguments);
    ASSERT_TRUE(contains(help.out, "--help")) << command;
    for (const std::string word : {"--pass", "--pin", "--secret", "--key"}) {
      EXPECT_FALSE(contains(help.out, word)) << word << " of " << command;
    }
  }
}

}  // namespace
}  // namespace certpress::tests
