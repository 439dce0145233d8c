// Fingerprints of many records: kept as text, and judged by record and by element.
#include "golden/sweep.h"

#include <gtest/gtest.h>

namespace certpress::golden {
namespace {

const Fingerprints kKept = {
    {"record 001", "aa"}, {"record 002", "bb"}, {"element title", "cc"}, {"element seal", "dd"}};

TEST(Sweep, IsKeptAsText) {
  const Sweep sweep = {{"x", kKept}, {"y", {{"record 001", "ee"}}}};
  EXPECT_EQ(read_sweep(to_text(sweep)), sweep);
}

TEST(Sweep, NamesTheRecordsAndTheElementsThatDiffer) {
  Fingerprints now = kKept;
  EXPECT_EQ(judge_sweep("x", kKept, now).outcome, Outcome::kPassed);
  now["record 002"] = "ff";
  now["element seal"] = "00";
  now.erase("element title");
  const CaseResult result = judge_sweep("x", kKept, now);
  EXPECT_EQ(result.outcome, Outcome::kDiffers);
  ASSERT_EQ(result.changes.size(), 2U);
  EXPECT_EQ(result.changes[0].element, "seal");
  EXPECT_EQ(result.changes[1].element, "title");
  ASSERT_EQ(result.remarks.size(), 1U);
  EXPECT_NE(result.remarks[0].en.find("1 of 75 generated records differ: 002"), std::string::npos);
}

TEST(Sweep, OfANewTemplateIsNew) { EXPECT_EQ(judge_sweep("x", {}, kKept).outcome, Outcome::kNew); }

}  // namespace
}  // namespace certpress::golden
