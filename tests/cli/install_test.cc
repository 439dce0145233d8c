// What cmake --install puts onto a machine: programs that need nothing of this checkout, their
// manual, their completions.
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"
#include "support/process.h"
#include "support/sanitized.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemplate = "road-transport-certificate";

class Install : public testing::Test {
 protected:
  void SetUp() override {
    RunOptions options;
    options.environment = {{"DESTDIR", (folder_ / "root").string()}};
    for (const char* component : {"programs", "templates"}) {
      const Finished result =
          run({"cmake", "--install", CERTPRESS_BUILD_DIR, "--strip", "--component", component},
              options);
      ASSERT_EQ(result.exit_code, 0) << result.out << result.err;
    }
    ASSERT_TRUE(fs::exists(prefix_ / "bin/certpress"));
  }

  Finished installed(std::vector<std::string> arguments, const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), (prefix_ / "bin/certpress").string());
    return run(arguments, options);
  }

  // The text of a manual page.
  [[nodiscard]] std::string page(const std::string& name) const {
    return run({"gzip", "-dc", (prefix_ / "share/man" / name).string()}).out;
  }

  [[nodiscard]] std::string sample(const std::string& name) const {
    return (prefix_ / "share/certpress/templates" / kTemplate / "samples" / name).string();
  }

  const fs::path folder_ = test_folder();
  const fs::path prefix_ = folder_ / "root/usr/local";
};

TEST_F(Install, RendersTheBytesOfTheBuildWithNothingOfTheCheckout) {
  if (!kSanitized) {  // which names the files of what it finds
    for (const char* program : {"certpress", "certpressd"}) {
      EXPECT_EQ(read_file((prefix_ / "bin" / program).string()).find(CERTPRESS_SOURCE_DIR),
                std::string::npos)
          << program;
    }
  }
  const std::string out = folder_.string();
  const Finished result =
      installed({"render", "-t", kTemplate, "-d", sample("standard.json"), "-o", out + "/a.png"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  ASSERT_EQ(
      certpress({"render", "-t", kTemplate, "-d", sample("standard.json"), "-o", out + "/b.png"})
          .exit_code,
      0);
  EXPECT_EQ(read_file(out + "/a.png"), read_file(out + "/b.png"));
}

TEST_F(Install, TheServiceFindsItsTemplatesAndItsConfiguration) {
  const Finished result = run({(prefix_ / "bin/certpressd").string(), "--check-config", "--config",
                               (prefix_ / "etc/certpress/certpressd.yaml").string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find("7 templates"), std::string::npos) << result.out;
}

TEST_F(Install, AnIssuersOwnTemplatesComeFirst) {
  const std::string folder = (folder_ / "own").string();
  fs::create_directory(folder);
  for (const char* shared : {"shared", "codes", kTemplate}) {
    fs::copy(prefix_ / "share/certpress/templates" / shared, fs::path(folder) / shared,
             fs::copy_options::recursive);
  }
  write_file(folder + "/" + kTemplate + "/template.yaml",
             std::regex_replace(read_file(folder + "/" + kTemplate + "/template.yaml"),
                                std::regex("version: .*"), "version: 9.9.9"));
  RunOptions options;
  options.environment = {
      {"CERTPRESS_TEMPLATES", folder + ":" + (prefix_ / "share/certpress/templates").string()}};
  EXPECT_NE(installed({"templates", "show", kTemplate}, options).out.find("9.9.9"),
            std::string::npos);
  EXPECT_EQ(installed({"templates", "show", "road-transport-operation-permit"}, options).exit_code,
            0);
}

// No container is built here; but a library that the programs need and the image has not would end
// it at its first start. Those that every Debian has are left out.
TEST_F(Install, TheContainerHasEveryLibrary) {
  if (kSanitized) {
    GTEST_SKIP() << "a sanitizer calls functions that optimised programs do not: they need more";
  }
  const std::string dockerfile =
      read_file(std::string(CERTPRESS_SOURCE_DIR) + "/deploy/Dockerfile");
  const Finished needed = run(
      {"bash", "-c",
       "readelf -d \"$@\" | sed -n 's/.*NEEDED.*\\[\\(.*\\)\\]/\\1/p' | sort -u | "
       "while read -r library; do dpkg-query -S \"*/$library\" | head -n 1 | cut -d : -f 1; done | "
       "grep -vE '^(libc6.*|libgcc.*|libstdc.*|zlib1g)$' | sort -u",
       "bash", (prefix_ / "bin/certpress").string(), (prefix_ / "bin/certpressd").string()});
  ASSERT_EQ(needed.exit_code, 0) << needed.err;
  std::istringstream packages(needed.out);
  int found = 0;
  for (std::string package; std::getline(packages, package); ++found) {
    EXPECT_NE(dockerfile.find(" " + package + " "), std::string::npos) << package;
  }
  EXPECT_GT(found, 15);
}

// The manual and the completions are written from what --help is written from, so a few words of
// each tell whether they are there.
TEST_F(Install, EveryCommandHasAManualPageInBothLanguages) {
  const std::string help = installed({"--help", "--lang", "en"}).out;
  const std::size_t begin = help.find("Subcommands:");
  const std::string commands = help.substr(begin, help.find("\n\n", begin) - begin);
  const std::regex name("\n  ([a-z]+) ");
  int found = 0;
  for (auto it = std::sregex_iterator(commands.begin(), commands.end(), name);
       it != std::sregex_iterator(); ++it, ++found) {
    const std::string file = "man1/certpress-" + (*it)[1].str() + ".1.gz";
    EXPECT_NE(page(file).find(".SH OPTIONS"), std::string::npos) << file;
    EXPECT_NE(page("zh_CN/" + file).find(".SH 选项"), std::string::npos) << file;
  }
  EXPECT_GT(found, 15);
  EXPECT_NE(page("man8/certpressd.8.gz").find(R"(\-\-metrics\-listen)"), std::string::npos);
  EXPECT_NE(page("man1/certpress.1.gz").find("CERTPRESS_TEMPLATES"), std::string::npos);
}

// What does not fill its line, as Chinese between long options may not, is no mistake.
TEST_F(Install, ManualPagesHaveNoMistakeOfTheirMacros) {
  for (const auto& entry : fs::recursive_directory_iterator(prefix_ / "share/man")) {
    if (entry.is_regular_file()) {
      const Finished result = run({"sh", "-c",
                                   "gzip -dc \"$0\" | groff -man -Tutf8 -K utf8 -ww -z 2>&1 | "
                                   "grep -vE '(break|adjust) line'",
                                   entry.path().string()});
      EXPECT_EQ(result.out, "") << entry.path();
    }
  }
}

TEST_F(Install, BashCompletesCommandsOptionsValuesAndTemplates) {
  const std::string script = ". " +
                             (prefix_ / "share/bash-completion/completions/certpress").string() +
                             "; PATH=" + (prefix_ / "bin").string() +
                             ":$PATH; offer() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
                             "_certpress; echo \"${COMPREPLY[@]}\"; }; "
                             "offer certpress ver; offer certpress batch rep; "
                             "offer certpress batch --dry; offer certpress render --format p; "
                             "offer certpress render -t road-transport-c; "
                             "offer certpress templates show practitioner";
  const Finished result = run({"bash", "-c", script});
  EXPECT_EQ(result.out,
            "verify\nreport reprint\n--dry-run\npng pdf\nroad-transport-certificate\n"
            "practitioner-qualification-certificate\n")
      << result.err;
}

}  // namespace
}  // namespace certpress::tests
