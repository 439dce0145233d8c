// certpress id: new and check.
#include <gtest/gtest.h>

#include "support/process.h"

namespace certpress::tests {
namespace {

const std::string kId =
    "1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X.140100000001.001.O";

std::vector<std::string> new_id(std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"id",       "new",
                                     "--type",   "11100000000019713D008",
                                     "--issuer", "11140000MB0TEXT59X",
                                     "--serial", "140100000001"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(IdNew, PrintsTheIdentifier) {
  const Finished result = certpress(new_id());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, kId + "\n");
}

TEST(IdNew, PrintsConsecutiveSerialsThatCheckAccepts) {
  const Finished made = certpress(new_id({"--count", "3", "--copy", "002"}));
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_NE(made.out.find(".140100000003.002."), std::string::npos) << made.out;
  RunOptions options;
  options.input = made.out;
  const Finished checked = certpress({"id", "check", "-", "--lang", "en"}, options);
  EXPECT_EQ(checked.exit_code, 0);
  EXPECT_EQ(checked.out, "1: ok\n2: ok\n3: ok\n");
}

TEST(IdNew, RefusesPartsThatAreMalformedAndPrintsNothing) {
  const Finished result = certpress(new_id({"--copy", "1"}));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("record/bad-certificate-id"), std::string::npos) << result.err;
  EXPECT_EQ(certpress(new_id({"--count", "0"})).exit_code, 2);
  EXPECT_EQ(certpress({"id", "new", "--serial", "1"}).exit_code, 2);
}

TEST(IdCheck, TellsEachLineOkOrWhatIsWrong) {
  const std::string wrong = kId.substr(0, kId.size() - 1) + "P";
  const Finished result = certpress({"id", "check", kId, wrong, kId, "--lang", "en"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_TRUE(result.out.starts_with("1: ok\n2: error: ")) << result.out;
  EXPECT_TRUE(result.out.ends_with("\n3: ok\n")) << result.out;
  EXPECT_NE(certpress({"id", "check", wrong, "--lang", "zh"}).out.find("校验位"),
            std::string::npos);
}

TEST(IdHelp, HasExamplesInBothLanguages) {
  EXPECT_NE(certpress({"id", "new", "--help", "--lang", "en"}).out.find("Example"),
            std::string::npos);
  EXPECT_NE(certpress({"id", "check", "--help", "--lang", "zh"}).out.find("示例"),
            std::string::npos);
}

}  // namespace
}  // namespace certpress::tests
