// One PDF as a print office needs it: larger sheets, backs, groups, a cover; and where each row
// lies.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "batch/plan.h"
#include "batch/row_store.h"
#include "office.h"
#include "support/image.h"

namespace certpress::batch {
namespace {

namespace fs = std::filesystem;

using Cells = std::vector<std::optional<std::size_t>>;

Plan plan_of(const std::vector<std::string>& groups, std::size_t cells, CellOrder order) {
  Plan plan(cells, order);
  for (const std::string& group : groups) {
    plan.add(group);
  }
  plan.finish();
  return plan;
}

TEST(BatchPlan, EachGroupBeginsASheetInTheOrderOfItsFirstRow) {
  const Plan plan = plan_of({"b", "a", "b", "b", "a"}, 2, CellOrder::kBySheet);
  ASSERT_EQ(plan.sheets(), 3U);
  EXPECT_EQ(plan.groups()[0].name, "b");
  EXPECT_EQ(plan.cells_of(0), (Cells{0, 2}));
  EXPECT_EQ(plan.cells_of(1), (Cells{3, std::nullopt}));
  EXPECT_EQ(plan.cells_of(2), (Cells{1, 4}));
}

TEST(BatchPlan, CutPilesOfAGroupLaidOnEachOtherAreInOrder) {
  const Plan plan = plan_of({"a", "a", "b", "a", "a", "a"}, 2, CellOrder::kByPile);
  ASSERT_EQ(plan.sheets(), 4U);
  EXPECT_EQ(plan.cells_of(0), (Cells{0, 4}));
  EXPECT_EQ(plan.cells_of(1), (Cells{1, 5}));
  EXPECT_EQ(plan.cells_of(2), (Cells{3, std::nullopt}));
  EXPECT_EQ(plan.cells_of(3), (Cells{2, std::nullopt}));
}

TEST(BatchRowStore, GivesRowsInAnyOrderAndLeavesNoFile) {
  const fs::path folder = tests::test_folder();
  RowStore store(folder);
  for (int i = 0; i < 3000; ++i) {
    store.add(
        {i + 2, "{\"a\":\"" + std::string(static_cast<std::size_t>(i % 300), 'x') + "\"}", {}});
  }
  for (const std::size_t i : {2999U, 0U, 299U, 1500U}) {
    const table::Row row = store.row(i);
    EXPECT_EQ(row.number, static_cast<int>(i) + 2);
    EXPECT_EQ(row.json.size(), 8 + i % 300);
  }
  EXPECT_TRUE(fs::is_empty(folder));
}

// The events of rows, without what other tests hold.
std::vector<nlohmann::json> journal_of_rows(const std::string& journal) {
  std::vector<nlohmann::json> out;
  std::istringstream lines(journal);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    out.push_back(nlohmann::json::parse(line));
  }
  return out;
}

class BatchSheets : public testing::Test {
 protected:
  // Two cards beside and three below each other on an A6.
  Job job() {
    Job out = office_.job("run/run.pdf");
    out.render.format = Format::kPdf;
    out.render.imposition = Imposition{};
    out.render.imposition->sheet = {105, 148};
    out.render.imposition->columns = 2;
    out.render.imposition->rows = 3;
    return out;
  }

  void use_back(const std::string& fields, const std::string& text) {
    fs::create_directories(office_.folder / "templates/back");
    tests::write_file(
        (office_.folder / "templates/back/template.yaml").string(),
        "certpress: 1\nid: back\ntitle: 背面\nversion: 1.0.0\npage: {size: [30, 20]}\n" + fields +
            "elements:\n  - {type: text, name: t, box: [2, 2, 26, 6], text: '" + text +
            "', size: 9}\n");
    back_ = office_.engine->prepare("back");
  }

  std::string journal() { return office_.files("run").at("run.journal.jsonl"); }

  [[nodiscard]] static std::size_t count(const std::string& in, const std::string& what) {
    std::size_t out = 0;
    for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) {
      ++out;
    }
    return out;
  }
  std::size_t pages() { return count(office_.files("run").at("run.pdf"), "/MediaBox"); }

  Office office_;
  std::shared_ptr<const PreparedTemplate> back_;
};

TEST_F(BatchSheets, HoldOneRowInEachCellAndNoneForARefusedOne) {
  office_.table(Office::lines(15, {2, 14}));
  const Summary summary = office_.run(job());
  EXPECT_EQ(summary.done, 13);
  EXPECT_EQ(summary.refused, 2);
  EXPECT_EQ(pages(), 3U);
  const auto events = journal_of_rows(journal());
  ASSERT_EQ(events.size(), 15U);
  EXPECT_TRUE(events[0].contains("refused"));
  EXPECT_EQ(events[1].at("row"), 15);
  EXPECT_EQ(events[2].at("row"), 2);
  EXPECT_EQ(events[3].at("row"), 4) << "row 3 was refused";
  EXPECT_EQ(events[3].at("cell"), 2);
  EXPECT_EQ(events[14].at("row"), 16);
  EXPECT_EQ(events[14].at("page"), 3);
  EXPECT_EQ(events[14].at("sheet"), 3);
  EXPECT_EQ(events[14].at("cell"), 1);
  EXPECT_EQ(office_.files("run").size(), 3U) << "and no file of rows";
}

TEST_F(BatchSheets, TakeSerialNumbersInTheOrderOfThePaper) {
  office_.table({"1,乙,", "2,甲,", "3,乙,"});
  Job collated = job();
  collated.collate = "姓名";
  collated.serials = "A1-A9";
  office_.run(collated);
  const auto events = journal_of_rows(journal());
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[1].at("row"), 4);
  EXPECT_EQ(events[1].at("serial"), "A2");
  EXPECT_EQ(events[2].at("row"), 3);
  EXPECT_EQ(events[2].at("sheet"), 2);
  const Reprinted again = reprint(collated.out, "4", "卡纸", "", 0);
  EXPECT_EQ(again.page, 1);
  EXPECT_EQ(again.cell, 2);
  EXPECT_EQ(again.serial, "A4");
}

TEST_F(BatchSheets, AreTheSameBytesWithAnyNumberOfWorkersAndAfterAKill) {
  office_.table(Office::lines(40, {7}));
  Job one = job();
  one.collate = "number";
  one.cover_date = "2026-11-29";
  office_.run(one);
  const auto whole = office_.files("run");
  EXPECT_EQ(pages(), 42U) << "three pages of cover, and a sheet for each number";
  fs::remove_all(office_.folder / "run");
  one.workers = 1;
  office_.run(one, Start::kResume);
  EXPECT_EQ(office_.files("run"), whole);
  one.cover_date = "2026-11-30";
  EXPECT_EQ(office_.run(one, Start::kResume).before, 39) << "a finished run keeps its date";
  one.collate = "";
  EXPECT_EQ(office_.refused_with(one, Start::kResume), Codes{"batch/options-changed"});
}

TEST_F(BatchSheets, HaveABackForEachFrontAndTheCoverAnEmptyOne) {
  use_back("fields:\n  number: {label: 编号, kind: text, required: true, max_length: 12}\n",
           "{number}");
  office_.table(Office::lines(8));
  Job two_sided = job();
  two_sided.back = back_;
  two_sided.duplex = Duplex::kLongEdge;
  two_sided.cover_date = "2026-11-29";
  office_.run(two_sided);
  EXPECT_EQ(pages(), 6U) << "a cover and two sheets";
  EXPECT_NE(office_.files("run").at("run.pdf").find("/DuplexFlipLongEdge"), std::string::npos);
  EXPECT_EQ(journal_of_rows(journal()).back().at("page"), 5);
}

TEST_F(BatchSheets, ABackMayBeTheSameForAllOrHaveColumnsOfItsOwn) {
  use_back("", "须知");
  office_.table(Office::lines(3));
  Job one = office_.job("run/run.pdf");
  one.render.format = Format::kPdf;
  one.back = back_;
  one.duplex = Duplex::kShortEdge;
  EXPECT_EQ(office_.run(one).done, 3);
  EXPECT_EQ(pages(), 6U);
  fs::remove_all(office_.folder / "run");
  use_back("fields:\n  note: {label: 备注, kind: text, required: true, max_length: 9}\n", "{note}");
  one.back = back_;
  EXPECT_EQ(office_.refused_with(one), Codes{"table/missing-column"});
  tests::write_file((office_.folder / "table.csv").string(), "编号,姓名,备注\n1,甲,样例\n2,乙,\n");
  const Summary summary = office_.run(one);
  EXPECT_EQ(summary.done, 1);
  EXPECT_EQ(summary.refused, 1) << "a back without its field is refused with its front";
}

TEST_F(BatchSheets, AreRefusedBeforeAnyRowWithAllReasons) {
  office_.table(Office::lines(3));
  Job wrong = job();
  wrong.duplex = Duplex::kLongEdge;
  wrong.render.layer = LayerChoice::kProof;
  EXPECT_EQ(office_.refused_with(wrong), (Codes{"printing/not-for-paper", "batch/no-back"}));
  wrong = job();
  wrong.render.imposition->columns = 9;
  EXPECT_EQ(office_.refused_with(wrong), Codes{"printing/no-room"});
  wrong = job();
  wrong.render.printer = PrinterProfile{};
  EXPECT_EQ(office_.refused_with(wrong), Codes{"printing/page-size"});
  wrong = job();
  wrong.collate = "姓明";
  EXPECT_EQ(office_.refused_with(wrong), Codes{"batch/unknown-field"});
  wrong = job();
  wrong.render.imposition.reset();
  wrong.cover_date = "2026-11-29";
  EXPECT_EQ(office_.refused_with(wrong), Codes{"printing/cover-too-small"});
  EXPECT_FALSE(fs::exists(office_.folder / "run/run.pdf"));
  EXPECT_FALSE(fs::exists(office_.folder / "run/run.pdf.part"));
  use_back("", "须知");
  wrong = job();
  wrong.back = back_;
  wrong.duplex = Duplex::kLongEdge;
  wrong.render.printer = PrinterProfile{};
  wrong.render.printer->page = {105, 148};
  EXPECT_EQ(office_.refused_with(wrong), Codes{"batch/back-not-measured"});
}

TEST_F(BatchSheets, OnePdfIsNeitherSignedNorCutNorAddedToAndFilesHaveNoCover) {
  office_.table(Office::lines(2));
  Job wrong = job();
  wrong.shard = {1, 2};
  wrong.signing = SigningProfile{};
  EXPECT_EQ(office_.refused_with(wrong), (Codes{"batch/one-pdf", "batch/one-pdf"}));
  EXPECT_EQ(office_.refused_with(job(), Start::kRetryFailed), Codes{"batch/one-pdf"});
  wrong = office_.job("folder");
  wrong.cover_date = "2026-11-29";
  EXPECT_EQ(office_.refused_with(wrong), Codes{"batch/one-pdf-only"});
}

// As a printer does it: what the correction pushes over the paper's edge is refused by its row.
TEST_F(BatchSheets, PagesAreCorrectedForThePrinterOneByOne) {
  office_.table(Office::lines(4));
  Job one = office_.job("run/run.pdf");
  one.render.format = Format::kPdf;
  one.render.printer = PrinterProfile{};
  one.render.printer->page = {30, 20};
  one.render.printer->deviation.right_mm = 1;
  EXPECT_EQ(office_.run(one).done, 4);
  fs::remove_all(office_.folder / "run");
  one.render.printer->deviation.right_mm = 4;  // the number begins 2 mm from the edge
  const Summary summary = office_.run(one);
  EXPECT_EQ(summary.refused, 4);
  EXPECT_NE(office_.files("run").at("run.errors.csv").find("printing/off-page"), std::string::npos);
  EXPECT_EQ(office_.check(one).refused, 4) << "and so by a dry run";
}

}  // namespace
}  // namespace certpress::batch
