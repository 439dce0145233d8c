// Every command of the READMEs works as it stands there.
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

// The lines inside ```sh fences.
std::string shell_lines(const std::string& markdown) {
  std::string out;
  bool inside = false;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      inside = line == "```sh";
    } else if (inside) {
      out += line + "\n";
    }
  }
  return out;
}

class Readme : public testing::TestWithParam<const char*> {};

// In a copy of what the commands read, with this build's program. The two scripts that the README
// begins with are the ones that run this very test.
TEST_P(Readme, EveryCommandWorks) {
  const fs::path source = CERTPRESS_SOURCE_DIR;
  const fs::path folder = test_folder();
  fs::create_directory_symlink(source / "fonts", folder / "fonts");
  fs::create_directories(folder / "out");
  fs::copy(source / "templates", folder / "templates", fs::copy_options::recursive);
  std::string script = shell_lines(read_file((source / GetParam()).string()));
  for (const std::string name : {"scripts/setup", "scripts/test"}) {
    EXPECT_NE(script.find(name), std::string::npos);
    EXPECT_TRUE(fs::exists(source / name));
    script = std::regex_replace(script, std::regex("(^|\n)" + name + "[^\n]*"), "$1");
  }
  const std::string program = "certpress=build/release/cli/certpress";
  ASSERT_NE(script.find(program), std::string::npos);
  script.replace(script.find(program), program.size(), "certpress=" + certpress_program());
  write_file((folder / "readme.sh").string(), "set -e\ncd " + folder.string() + "\n" + script);

  const Finished result = run({"bash", (folder / "readme.sh").string()});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  for (const char* made : {"mine.png", "mine.pdf", "blank.pdf", "mine-signed.pdf", "my-pass.png"}) {
    EXPECT_TRUE(fs::exists(folder / "out" / made)) << made;
  }
  EXPECT_FALSE(fs::exists(folder / "out/never.png"));
  EXPECT_NE(result.err.find("record/date-does-not-exist"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("record/missing-field"), std::string::npos) << result.err;
}

TEST_P(Readme, EveryLinkAndPictureIsThere) {
  const fs::path source = CERTPRESS_SOURCE_DIR;
  const std::string markdown = read_file((source / GetParam()).string());
  const std::regex link("\\]\\(([^)]+)\\)");
  int checked = 0;
  for (auto it = std::sregex_iterator(markdown.begin(), markdown.end(), link);
       it != std::sregex_iterator(); ++it) {
    const std::string target = (*it)[1];
    if (!target.starts_with("http")) {
      EXPECT_TRUE(fs::exists(source / target)) << target;
      ++checked;
    }
  }
  EXPECT_GT(checked, 5);
}

INSTANTIATE_TEST_SUITE_P(All, Readme, testing::Values("README.md", "README.zh-CN.md"),
                         [](const testing::TestParamInfo<const char*>& readme) {
                           return std::string(readme.param) == "README.md" ? "English" : "Chinese";
                         });

}  // namespace
}  // namespace certpress::tests
