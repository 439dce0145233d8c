#include "pdfa.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "process.h"

namespace certpress::tests {

namespace {

// Preflight's error codes for what only PDF/A-1b forbids.
constexpr std::array<const char*, 8> kAllowedInPart3{
    "1.2.9 :",  // EmbeddedFile entry is present in a FileSpecification dictionary
    "1.4.7 :",  // EmbeddedFile entry is present in the Names dictionary
    "2.1.6 : Invalid graphics object, Invalid version of the ICCProfile",
    "2.2.1 : Invalid graphics transparency",
    "3.1.11 :",  // The CIDSet entry is missing for the Composite Subset
    "4.1.2 :",   // CA and ca
    "4.1.3 :",   // BlendMode
    "7.11.2 :",  // part must be 1
};

}  // namespace

std::vector<std::string> pdfa_complaints(const std::string& path) {
  std::string class_path;
  for (const char* jar : {"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
                          "jaxb-api", "javax.activation"}) {
    const std::string file = std::string("/usr/share/java/") + jar + ".jar";
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
    class_path += file + ":";
  }
  const Finished judged = run({"java", "-Duser.language=en", "-cp", class_path,
                               "org.apache.pdfbox.preflight.Validator_A1b", path});
  std::vector<std::string> complaints;
  // Without an answer there is no judgement.
  if (judged.out.find("is not a valid PDF/A-1b file") == std::string::npos &&
      judged.out.find("is a valid PDF/A-1b file") == std::string::npos) {
    complaints.push_back("preflight gave no answer: " + judged.out + judged.err);
  }
  std::istringstream lines(judged.out);
  const std::regex error("^[0-9]+(\\.[0-9]+)* : .*");
  for (std::string line; std::getline(lines, line);) {
    const bool allowed = std::ranges::any_of(
        kAllowedInPart3, [&](const char* start) { return line.starts_with(start); });
    if (std::regex_match(line, error) && !allowed) {
      complaints.push_back(line);
    }
  }
  return complaints;
}

}  // namespace certpress::tests
