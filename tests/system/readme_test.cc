// Every command of the READMEs works as it stands there.
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

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

// One that nobody listened at a moment ago.
int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), length), 0);
  EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length), 0);
  ::close(socket);
  return ntohs(address.sin_port);
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
  const fs::path build = CERTPRESS_BUILD_DIR;
  for (const char* program : {"build/release/cli/certpress", "build/release/service/certpressd"}) {
    const std::string name = "=" + std::string(program) + "\n";
    ASSERT_NE(script.find(name), std::string::npos) << program;
    script.replace(
        script.find(name), name.size(),
        "=" + (build / fs::path(program).lexically_relative("build/release")).string() + "\n");
  }
  // Other tests run at the same time, and perhaps a service.
  const std::string port = std::to_string(free_port());
  script = std::regex_replace(script, std::regex("127.0.0.1:8480"), "127.0.0.1:" + port);
  write_file((folder / "readme.sh").string(), "set -e\ncd " + folder.string() + "\n" + script);

  RunOptions options;
  options.environment = {{"CERTPRESS_LISTEN", "127.0.0.1:" + port},
                         {"CERTPRESS_METRICS_LISTEN", "127.0.0.1:0"}};
  const Finished result = run({"bash", (folder / "readme.sh").string()}, options);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  for (const char* made : {"mine.png", "mine.pdf", "blank.pdf", "mine-signed.pdf", "my-pass.png",
                           "served.png", "served.pdf"}) {
    EXPECT_TRUE(fs::exists(folder / "out" / made)) << made;
  }
  EXPECT_FALSE(fs::exists(folder / "out/never.png"));
  EXPECT_NE(result.err.find("record/date-does-not-exist"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("record/missing-field"), std::string::npos) << result.err;
  EXPECT_NE(result.out.find(R"("verdict":"valid")"), std::string::npos) << result.out;
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

// A claim of the threat model is worth what holds it: files by their path, with or without tests/,
// or by their name alone; tests as Suite.Case or test_….
TEST(Threats, NameTestsAndCodeThatAreThere) {
  const fs::path source = CERTPRESS_SOURCE_DIR;
  std::set<std::string> files;
  std::string tests;
  for (const char* folder : {"engine", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
      files.insert(entry.path().filename().string());
      const std::string ending = entry.path().extension().string();
      if (std::string(folder) == "tests" && (ending == ".cc" || ending == ".py")) {
        tests += read_file(entry.path().string());
      }
    }
  }
  const std::string markdown = read_file((source / "THREATS.md").string());
  const std::regex quoted("`([^`\n]+)`");
  const std::regex file("[\\w.-]+/[\\w./-]*|\\w+\\.(cc|py|json)");
  const std::regex python("test_\\w+");
  const std::regex google("([A-Z]\\w+)\\.([A-Z]\\w+)");
  int checked = 0;
  for (auto it = std::sregex_iterator(markdown.begin(), markdown.end(), quoted);
       it != std::sregex_iterator(); ++it) {
    const std::string name = (*it)[1];
    std::smatch parts;
    if (std::regex_match(name, file)) {
      EXPECT_TRUE(fs::exists(source / name) || fs::exists(source / "tests" / name) ||
                  files.contains(name))
          << name;
    } else if (std::regex_match(name, python)) {
      EXPECT_NE(tests.find("def " + name + "("), std::string::npos) << name;
    } else if (std::regex_match(name, parts, google)) {
      EXPECT_NE(tests.find("(" + parts[1].str() + ", " + parts[2].str() + ")"), std::string::npos)
          << name;
    } else {
      continue;
    }
    ++checked;
  }
  EXPECT_GT(checked, 50);
}

}  // namespace
}  // namespace certpress::tests
