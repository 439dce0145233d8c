// certpress cache, and what a kept page is worth.
#include <filesystem>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

class CacheCommand : public testing::Test {
 protected:
  std::string folder = test_folder() + "/cache";
  RunOptions options{.input = {}, .environment = {{"CERTPRESS_CACHE", folder}, {"LC_ALL", "C"}}};

  [[nodiscard]] Finished render(std::vector<std::string> more = {}) const {
    const std::string root = std::string(CERTPRESS_SOURCE_DIR) + "/templates/";
    std::vector<std::string> command{"render",
                                     "-t",
                                     "road-transport-certificate",
                                     "-d",
                                     root + "road-transport-certificate/samples/standard.json",
                                     "-o",
                                     "-",
                                     "--format",
                                     "png",
                                     "--dpi",
                                     "72"};
    command.insert(command.end(), more.begin(), more.end());
    return certpress(command, options);
  }
};

TEST_F(CacheCommand, KeepsPagesThatTheNextCallFinds) {
  const Finished first = render();
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_FALSE(fs::is_empty(folder));
  const Finished second = render();
  EXPECT_TRUE(first.out == second.out);
  EXPECT_LT(second.cpu_seconds, first.cpu_seconds);
  EXPECT_TRUE(first.out == render({"--no-cache"}).out);
}

TEST_F(CacheCommand, TellsWhatIsKeptAndDeletesIt) {
  ASSERT_EQ(render().exit_code, 0);
  const Finished told = certpress({"cache"}, options);
  EXPECT_EQ(told.exit_code, 0);
  EXPECT_NE(told.out.find(folder + "\n"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find(" files, "), std::string::npos) << told.out;
  const Finished cleared = certpress({"cache", "--clear"}, options);
  EXPECT_NE(cleared.out.find("deleted: "), std::string::npos) << cleared.out;
  EXPECT_TRUE(fs::is_empty(folder));
  EXPECT_NE(certpress({"cache", "--lang", "zh"}, options).out.find("0 个文件"), std::string::npos);
}

TEST_F(CacheCommand, SpoiledEntriesDoNoHarm) {
  const std::string expected = render().out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::string content = read_file(entry.path().string());
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 4);
    write_file(entry.path().string(), content);
  }
  EXPECT_TRUE(render().out == expected);
  EXPECT_TRUE(render().out == expected);
}

TEST_F(CacheCommand, AnEmptyVariableKeepsNothing) {
  options.environment["CERTPRESS_CACHE"] = "";
  EXPECT_EQ(render().exit_code, 0);
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(certpress({"cache"}, options).exit_code, 0);
}

TEST_F(CacheCommand, StandsInTheUsersCacheByDefault) {
  const auto where = [&](std::map<std::string, std::string> environment) {
    // An unset variable cannot be given; env -u takes it away.
    std::vector<std::string> command{"env", "-u", "CERTPRESS_CACHE", "-u", "XDG_CACHE_HOME"};
    for (const auto& [name, value] : environment) {
      command.push_back(name + "=" + value);
    }
    command.insert(command.end(), {certpress_program(), "cache"});
    const std::string out = run(command, {}).out;
    return out.substr(0, out.find('\n'));
  };
  EXPECT_EQ(where({{"HOME", "/home/someone"}}), "/home/someone/.cache/certpress");
  EXPECT_EQ(where({{"HOME", "/home/someone"}, {"XDG_CACHE_HOME", "/var/x"}}), "/var/x/certpress");
}

}  // namespace
}  // namespace certpress::tests
