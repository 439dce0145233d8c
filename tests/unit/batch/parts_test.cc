// Order of work, names of files, journals, cells of CSV.
#include <fstream>
#include <optional>

#include <gtest/gtest.h>

#include "batch/errors_csv.h"
#include "batch/file_names.h"
#include "batch/identity.h"
#include "batch/journal.h"
#include "batch/ordered_work.h"
#include "office.h"
#include "support/image.h"

namespace certpress::batch {
namespace {

TEST(OrderedWork, ResultsComeInTheOrderOfTheTasks) {
  int next = 0;
  std::vector<int> out;
  work_in_order(
      4, [&]() -> std::optional<int> { return next < 5000 ? std::optional(next++) : std::nullopt; },
      [](int task) {
        if (task % 97 == 0) {
          std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
        return task * 2;
      },
      [&](int result) { out.push_back(result); });
  ASSERT_EQ(out.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(out[static_cast<std::size_t>(i)], i * 2);
  }
}

TEST(OrderedWork, TheFirstFaultStopsAllAndEverythingBeforeItIsHandedOn) {
  for (int workers : {1, 4}) {
    int next = 0;
    int sunk = 0;
    EXPECT_THROW(work_in_order(
                     workers, [&]() -> std::optional<int> { return next++; },
                     [](int task) {
                       if (task >= 100) {
                         throw std::runtime_error("fault");
                       }
                       return task;
                     },
                     [&](int /*result*/) { ++sunk; }),
                 std::runtime_error);
    EXPECT_EQ(sunk, 100);
  }
}

TEST(OrderedWork, ASlowTaskIsNotOutrunByMoreThanAWindow) {
  int taken = 0;
  std::atomic<int> most{0};
  std::atomic<bool> slow{true};
  work_in_order(
      4,
      [&]() -> std::optional<int> { return taken < 2000 ? std::optional(taken++) : std::nullopt; },
      [&](int task) {
        if (task == 0) {
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
          slow = false;
        } else if (slow) {
          most = std::max(most.load(), task);
        }
        return task;
      },
      [](int /*result*/) {});
  EXPECT_LT(most, 300);
}

TEST(SafeName, TakesWhatWindowsAndLinuxTake) {
  EXPECT_EQ(safe_name("晋交12/34:5*\"<>|?\\"), "晋交12_34_5_______");
  EXPECT_EQ(safe_name("con"), "_con");
  EXPECT_EQ(safe_name("LPT1.old"), "_LPT1.old");
  EXPECT_EQ(safe_name("console"), "console");
  EXPECT_EQ(safe_name("..hidden"), "_..hidden");
  EXPECT_EQ(safe_name(" a. . "), "a");
  EXPECT_EQ(safe_name("..."), "_");
  EXPECT_EQ(safe_name("a\u202Eb\u200Bc\td"), "a_b_c_d");
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += "𠮷";
  }
  EXPECT_EQ(safe_name(many), many.substr(0, 200));
}

TEST(FileNames, UnknownFieldsOfThePatternAreRefused) {
  Office office;
  const auto codes = [&](const char* pattern) {
    return codes_of([&] { FileNames(pattern, office.prepared->info(), ".png"); });
  };
  EXPECT_EQ(codes("{numbr}"), Codes{"batch/bad-name"});
  EXPECT_EQ(codes("{number"), Codes{"batch/bad-name"});
  EXPECT_EQ(codes("a{姓名}b"), Codes{});
}

TEST(Journal, ATornLastLineIsTakenAway) {
  const std::string file = tests::test_folder() + "/journal.jsonl";
  {
    Journal journal(file);
    journal.begin("{}");
    journal.append({RowRefused{2, {{"a", "b", "c", {"d", "e"}, {}}}}, Retried{"f"},
                    Printed{2, "1", "2.png", "3", "A1", {"w"}}, SheetSpoiled{"A1", "r", 5},
                    RowReprinted{2, "A2", "s", 6}, SerialsAdded{"B1-B2"}});
  }
  const std::string whole = tests::read_file(file);
  for (const char* torn : {"{\"row\":3,\"rec", "{\"row\":3", "x\n", "\x00\x00\n"}) {
    tests::write_file(file, whole + torn);
    const Journal journal(file);
    EXPECT_EQ(tests::read_file(file), whole);
    EXPECT_EQ(journal.states().of(2), RowState::kDone);
    EXPECT_EQ(journal.states().of(3), RowState::kPending);
    std::string again = "{}\n";
    journal.read([&](const Event& event) { again += to_line(event); });
    EXPECT_EQ(again, whole);
  }
}

TEST(Journal, AWrongLineInItsMiddleIsRefused) {
  const std::string file = tests::test_folder() + "/journal.jsonl";
  tests::write_file(file, "{}\nwrong\n{\"retried\":\"a\"}\n");
  EXPECT_EQ(codes_of([&] { Journal journal(file); }), Codes{"batch/journal-damaged"});
}

TEST(Journal, AHeaderThatIsNotOursIsRefused) {
  const std::string good =
      R"({"table":{"sha256":"a"},"shard":{"index":1,"count":2,"rows":3},"serials":"","options":{"signing":{"time":5}}})";
  EXPECT_EQ(read_header(good, "j").signed_at, 5);
  for (const char* part : {R"("sha256":"a")", R"("rows":3)", R"("serials":"",)", R"("signing":)"}) {
    std::string bad = good;
    bad.replace(bad.find(part), std::string(part).size(), "");
    EXPECT_EQ(codes_of([&] { read_header(bad, "j"); }), Codes{"batch/journal-damaged"}) << bad;
  }
}

TEST(ErrorsCsv, NoCellIsAFormula) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("@a,\"b\""), "\"'@a,\"\"b\"\"\"");
  EXPECT_EQ(csv_cell("-1"), "'-1");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_cell("甲"), "甲");
}

}  // namespace
}  // namespace certpress::batch
