// Serial numbers of pre-printed stock, from the range to the balance.
#include <gtest/gtest.h>

#include "batch/serials.h"
#include "office.h"
#include "support/image.h"

namespace certpress::batch {
namespace {

TEST(Serials, RangesAreWalkedInTheOrderOfThePaper) {
  Serials serials;
  serials.add("A098-A100, B1-B2,C7");
  EXPECT_EQ(serials.count(), 6);
  Codes taken;
  while (const auto next = serials.next()) {
    taken.push_back(*next);
    serials.take(*next);
  }
  EXPECT_EQ(taken, (Codes{"A098", "A099", "A100", "B1", "B2", "C7"}));
}

TEST(Serials, WhatIsLeftIsToldAsRanges) {
  Serials serials;
  serials.add("A1-A9");
  for (const char* one : {"A1", "A5", "A5"}) {
    serials.take(one);
  }
  EXPECT_EQ(serials.left(), 7);
  EXPECT_EQ(serials.left_ranges(), (Codes{"A2-A4", "A6-A9"}));
  EXPECT_TRUE(serials.has("A3"));
  EXPECT_FALSE(serials.has("A03"));
  EXPECT_FALSE(serials.has("B3"));
}

TEST(Serials, WhatIsNoRangeIsRefused) {
  for (const char* text : {"", "A", "A1-B2", "A1-A10", "A5-A4", "A1-A3,A3-A5", "A1,,A2", "1-2-3"}) {
    Serials serials;
    EXPECT_EQ(codes_of([&] { serials.add(text); }), Codes{"batch/bad-serials"}) << text;
  }
}

Job job_with(const Office& office, const std::string& serials) {
  Job job = office.job();
  job.serials = serials;
  return job;
}

std::string balance(const Account& account) {
  return std::to_string(account.given) + "=" + std::to_string(account.used) + "+" +
         std::to_string(account.spoiled.size()) + "+" + std::to_string(account.left);
}

TEST(Accounts, RefusedRowsTakeNoSheet) {
  Office office;
  office.table(Office::lines(5, {2}));
  office.run(job_with(office, "A1-A9"));
  const Account account = batch::account(office.folder / "out");
  EXPECT_EQ(balance(account), "9=4+0+5");
  EXPECT_EQ(account.unused, Codes{"A5-A9"});
  const std::string journal = office.files().at("journal.jsonl");
  EXPECT_NE(journal.find(R"("row":4,)"), std::string::npos);
  EXPECT_NE(journal.find(R"("serial":"A2")"), std::string::npos);
}

TEST(Accounts, TooFewSheetsAreToldBeforeAnyRow) {
  Office office;
  office.table(Office::lines(5));
  EXPECT_EQ(office.refused_with(job_with(office, "A1-A4")), Codes{"batch/serials-too-few"});
}

TEST(Accounts, SpoiledAndReprintedSheetsBalance) {
  Office office;
  const auto out = office.folder / "out";
  office.table(Office::lines(3));
  office.run(job_with(office, "A1-A9"));
  spoil(out, "A2", "卡纸", 1);
  EXPECT_EQ(account(out).without_sheet, std::vector<int>{3});
  spoil(out, "A4", "受潮", 2);  // never printed
  const Reprinted again = reprint(out, "3", "卡纸", "", 3);
  EXPECT_EQ(again.serial, "A5");
  EXPECT_EQ(again.file, out / "000003.png");
  const Reprinted other = reprint(out, "000004", "污损", "A9", 4);
  EXPECT_EQ(other.row, 4);
  const Account account = batch::account(out);
  EXPECT_EQ(balance(account), "9=3+3+3");
  EXPECT_TRUE(account.without_sheet.empty());
  EXPECT_EQ(account.unused, Codes{"A6-A8"});
  EXPECT_NE(to_text(account, Language::kChinese).find("共 9 张（A1-A9）= 使用 3 + 作废 3 + 剩余 3"),
            std::string::npos);
}

TEST(Accounts, WhatCannotBeIsRefused) {
  Office office;
  const auto out = office.folder / "out";
  EXPECT_EQ(codes_of([&] { (void)account(out); }), Codes{"batch/no-journal"});
  office.table(Office::lines(2));
  office.run(job_with(office, "A1-A3"));
  const auto codes = [&](const std::string& which, const std::string& serial) {
    return codes_of([&] { reprint(out, which, "r", serial, 0); });
  };
  EXPECT_EQ(codes("9", ""), Codes{"batch/unknown-row"});
  EXPECT_EQ(codes("2", "A1"), Codes{"batch/serial-used"});
  EXPECT_EQ(codes("2", "B1"), Codes{"batch/unknown-serial"});
  EXPECT_EQ(codes_of([&] { spoil(out, "B1", "r", 0); }), Codes{"batch/unknown-serial"});
  EXPECT_EQ(codes("2", ""), Codes{});
  EXPECT_EQ(codes("2", ""), Codes{"batch/serials-exhausted"});
  EXPECT_EQ(codes_of([&] { spoil(out, "A1", "r", 0); }), Codes{"batch/already-spoiled"});
  tests::write_file((out / "000003.png").string(), "changed");
  EXPECT_EQ(codes("3", ""), Codes{"batch/file-differs"});
}

TEST(Accounts, ARunGoesOnWithMorePaper) {
  Office office;
  office.table(Office::lines(4, {1, 2}));
  office.run(job_with(office, "A1-A4"));
  for (const char* sheet : {"A3", "A4"}) {
    spoil(office.folder / "out", sheet, "卡纸", 0);
  }
  office.table(Office::lines(4));
  EXPECT_EQ(office.refused_with(job_with(office, "A1-A4"), Start::kRetryFailed),
            Codes{"stopped:2"});
  office.run(job_with(office, "A1-A4,B1-B2"), Start::kResume);
  const Account account = batch::account(office.folder / "out");
  EXPECT_EQ(balance(account), "6=4+2+0");
}

TEST(Accounts, ARowIsFoundByItsContentInTheRunsTable) {
  Office office;
  office.table({"1,甲,", "2,乙,", "3,乙,"});
  office.run(office.job());
  const auto find = [&](const std::string& column, const std::string& content) {
    const auto table = table::open(office.folder / "table.csv", {});
    return find_row(office.folder / "out", *table, column, content);
  };
  EXPECT_EQ(find("number", "2"), 3);
  EXPECT_EQ(codes_of([&] { find("number", "9"); }), Codes{"batch/unknown-record"});
  EXPECT_EQ(codes_of([&] { find("holder_name", "乙"); }), Codes{"batch/ambiguous-record"});
  office.table({"1,甲,"});
  EXPECT_EQ(codes_of([&] { find("number", "1"); }), Codes{"batch/table-changed"});
}

}  // namespace
}  // namespace certpress::batch
