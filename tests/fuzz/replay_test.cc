// Every file of regressions/<target>/ through its fuzz target, in every build: what was found once
// stays found. Each target runs on nothing, too, so that all of them are known to work.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz_target.h"
#include "places.h"
#include "support/image.h"

namespace certpress::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path kRegressions = fs::path(CERTPRESS_SOURCE_DIR) / "tests/fuzz/regressions";

class Replay : public testing::TestWithParam<std::string> {};

TEST_P(Replay, KeepsItsPromises) {
  const Target target = targets().at(GetParam());
  EXPECT_NO_THROW(target({}));
  const fs::path folder = kRegressions / GetParam();
  if (!fs::exists(folder)) {
    return;
  }
  for (const auto& file : fs::directory_iterator(folder)) {
    EXPECT_NO_THROW(target(tests::read_file(file.path().string()))) << file.path().filename();
  }
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const auto& [name, target] : targets()) {
    out.push_back(name);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(names()),
                         [](const auto& test) { return test.param; });

TEST(Regressions, BelongToTargets) {
  for (const auto& folder : fs::directory_iterator(kRegressions)) {
    EXPECT_TRUE(targets().contains(folder.path().filename().string())) << folder.path();
  }
}

}  // namespace
}  // namespace certpress::fuzz
