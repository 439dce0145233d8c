// Runs: what is written, what resuming makes of what was there, what is refused.
#include <fstream>

#include <gtest/gtest.h>

#include "office.h"
#include "places.h"
#include "support/image.h"

namespace certpress::batch {
namespace {

namespace fs = std::filesystem;

TEST(BatchRun, MakesAFileForEachRowAndListsTheRefusedOnes) {
  Office office;
  office.table(Office::lines(5, {3}));
  const Summary summary = office.run(office.job());
  EXPECT_EQ(summary.rows, 5);
  EXPECT_EQ(summary.done, 4);
  EXPECT_EQ(summary.refused, 1);
  const auto files = office.files();
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) {
    names.push_back(name);
  }
  EXPECT_EQ(names, (Codes{"000002.png", "000003.png", "000005.png", "000006.png", "errors.csv",
                          "journal.jsonl"}));
  EXPECT_EQ(files.at("errors.csv"),
            "\xEF\xBB\xBFrow,column,field,code,message,hint\r\n"
            "4,number,number,record/missing-field,this field is required,\r\n");
}

TEST(BatchRun, EqualRunsGiveEqualBytes) {
  Office office;
  office.table(Office::lines(150, {40}));
  office.run(office.job("one"));
  Job other = office.job("two");
  other.workers = 1;
  office.run(other);
  EXPECT_EQ(office.files("one"), office.files("two"));
}

// Whatever is there when a run is killed: a journal up to some byte, the files that it names,
// others that it does not name yet, and parts of files.
TEST(BatchRun, ResumingGivesTheBytesOfAnUninterruptedRunWhereverItWasKilled) {
  Office office;
  office.table(Office::lines(12, {4, 9}));
  office.run(office.job("whole"));
  const auto whole = office.files("whole");
  const std::string& journal = whole.at("journal.jsonl");
  std::vector<std::size_t> cuts{0, 10, journal.find('\n'), journal.find('\n') + 1};
  for (std::size_t cut = journal.find('\n') + 2; cut < journal.size(); cut += 211) {
    cuts.push_back(cut);
  }
  for (const std::size_t cut : cuts) {
    fs::remove_all(office.folder / "out");
    fs::create_directories(office.folder / "out/.unfinished");
    for (const auto& [name, bytes] : whole) {
      tests::write_file((office.folder / "out" / name).string(), bytes);
    }
    tests::write_file((office.folder / "out/journal.jsonl").string(), journal.substr(0, cut));
    tests::write_file((office.folder / "out/.unfinished/7").string(), "half");
    fs::remove(office.folder / "out/000013.png");
    office.run(office.job(), Start::kResume);
    EXPECT_EQ(office.files(), whole) << "cut at " << cut;
  }
}

TEST(BatchRun, ResumingWhatIsDoneDoesNothingAndWithoutARunBeginsOne) {
  Office office;
  office.table(Office::lines(3));
  office.run(office.job(), Start::kResume);
  const auto files = office.files();
  const Summary again = office.run(office.job(), Start::kResume);
  EXPECT_EQ(again.before, 3);
  EXPECT_EQ(office.files(), files);
}

TEST(BatchRun, ANewRunWritesOverNothing) {
  Office office;
  office.table(Office::lines(2));
  office.run(office.job());
  EXPECT_EQ(office.refused_with(office.job()), Codes{"batch/journal-exists"});
  fs::create_directories(office.folder / "full");
  tests::write_file((office.folder / "full/a.txt").string(), "x");
  EXPECT_EQ(office.refused_with(office.job("full")), Codes{"batch/folder-not-empty"});
  EXPECT_EQ(office.refused_with(office.job("none"), Start::kRetryFailed),
            Codes{"batch/no-journal"});
}

TEST(BatchRun, ResumingWithAnotherTableTemplateOrOptionsIsRefused) {
  Office office;
  office.table(Office::lines(3));
  office.run(office.job());
  Job job = office.job();
  job.render.dpi = 60;
  job.name = "{number}";
  EXPECT_EQ(office.refused_with(job, Start::kResume), Codes{"batch/options-changed"});
  const std::string file = (office.folder / "templates/card/template.yaml").string();
  tests::write_file(file, tests::read_file(file) + "# another\n");
  office.prepared = office.engine->prepare("card");
  office.table(Office::lines(4));
  EXPECT_EQ(office.refused_with(office.job(), Start::kResume),
            (Codes{"batch/template-changed", "batch/table-changed"}));
}

TEST(BatchRun, TwoAtOnceAreRefused) {
  Office office;
  office.table(Office::lines(3));
  const Job job = office.job();
  Codes second;
  batch::run(*office.engine, *office.prepared, *open_table(*office.prepared, job), job, Start::kNew,
             [&](const State& state) {
               if (state.done == 1) {
                 second = office.refused_with(job, Start::kResume);
               }
             });
  EXPECT_EQ(second, Codes{"batch/running"});
}

TEST(BatchRetry, TakesTheRefusedRowsFromACorrectedTable) {
  Office office;
  office.table(Office::lines(6, {2, 5}));
  office.run(office.job());
  office.table(Office::lines(6, {5}));
  Summary summary = office.run(office.job(), Start::kRetryFailed);
  EXPECT_EQ(summary.done, 5);
  EXPECT_EQ(summary.refused, 1);
  EXPECT_NE(office.files().at("errors.csv").find("\r\n6,number"), std::string::npos);
  // A retry that was killed goes on with the same table.
  EXPECT_EQ(office.refused_with(office.job(), Start::kResume), Codes{});
  office.table(Office::lines(6));
  EXPECT_EQ(office.refused_with(office.job(), Start::kResume), Codes{"batch/table-changed"});
  summary = office.run(office.job(), Start::kRetryFailed);
  EXPECT_EQ(summary.done, 6);
  EXPECT_FALSE(office.files().contains("errors.csv"));
}

TEST(BatchRetry, ARowThatIsDoneMayNotHaveChanged) {
  Office office;
  office.table(Office::lines(4, {2}));
  office.run(office.job());
  auto lines = Office::lines(4);
  lines[3] = "4,丁,";
  office.table(lines);
  EXPECT_EQ(office.refused_with(office.job(), Start::kRetryFailed), Codes{"batch/row-changed"});
  office.table(Office::lines(5));
  EXPECT_EQ(office.refused_with(office.job(), Start::kRetryFailed), Codes{"batch/table-changed"});
}

TEST(BatchColumns, UnknownDoubleAndMissingOnesAreToldBeforeAnyRow) {
  Office office;
  tests::write_file((office.folder / "table.csv").string(), "姓明,number,编号,备注\n甲,1,1,\n");
  EXPECT_EQ(office.refused_with(office.job()),
            (Codes{"table/unknown-column", "table/duplicate-column", "table/unknown-column",
                   "table/missing-column"}));
  EXPECT_FALSE(fs::exists(office.folder / "out"));
  try {
    office.run(office.job());
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics()[0].hint.zh,
              "可用：number、编号、holder_name、姓名、photo、照片");
    EXPECT_EQ(refused.diagnostics()[2].hint.zh,
              "可用：number、编号、holder_name、姓名、photo、照片");
    EXPECT_EQ(refused.diagnostics()[0].message.en.find("姓明"), std::string::npos);
  }
}

TEST(BatchNames, CollisionsAreRefusedBeforeAnyRow) {
  Office office;
  office.table({"A1,甲,", "a1,乙,", "B2,丙,"});
  Job job = office.job();
  job.name = "{编号}";
  EXPECT_EQ(office.refused_with(job), Codes{"batch/name-collision"});
  EXPECT_FALSE(fs::exists(office.folder / "out"));
  job.name = "{row}-{number}";
  office.run(job);
  EXPECT_TRUE(office.files().contains("000003-a1.png"));
}

TEST(BatchNames, ARowWithoutItsFieldIsRefused) {
  Office office;
  office.table({"1,甲,", "2,乙,"});
  Job job = office.job();
  job.name = "{number}{photo}";
  office.run(job);
  EXPECT_NE(office.files().at("errors.csv").find("batch/no-name"), std::string::npos);
}

TEST(BatchPhotos, ComeFromBesideTheTableAndNeverFromOutside) {
  Office office;
  const std::string photo =
      tests::read_file(std::string(CERTPRESS_SOURCE_DIR) + "/tests/data/tour/person.jpg");
  fs::create_directories(office.folder / "photos/sub");
  tests::write_file((office.folder / "photos/sub/a.jpg").string(), photo);
  tests::write_file((office.folder / "outside.jpg").string(), photo);
  fs::create_symlink(office.folder / "outside.jpg", office.folder / "photos/link.jpg");
  office.table({"1,甲,sub/a.jpg", "2,乙,../outside.jpg", "3,丙,link.jpg", "4,丁,none.jpg"});
  Job job = office.job();
  job.photos = office.folder / "photos";
  office.run(job);
  const std::string errors = office.files().at("errors.csv");
  EXPECT_TRUE(office.files().contains("000002.png")) << errors;
  EXPECT_NE(errors.find("3,photo,photo,record/picture-path-not-allowed"), std::string::npos);
  EXPECT_NE(errors.find("4,photo,photo,record/picture-not-found"), std::string::npos) << errors;
  EXPECT_NE(errors.find("5,photo,photo,record/picture-not-found"), std::string::npos) << errors;
  job.photos = office.folder / "nowhere";
  job.out = office.folder / "out2";
  EXPECT_EQ(office.refused_with(job), Codes{"batch/no-photos"});
}

TEST(BatchCheck, FindsWhatARunRefusesAndWritesNothing) {
  Office office;
  office.table(Office::lines(100, {7, 8, 90}));
  std::vector<int> refused;
  const Summary summary = office.check(office.job(), &refused);
  EXPECT_EQ(refused, (std::vector<int>{8, 9, 91}));
  EXPECT_EQ(summary.done, 97);
  EXPECT_FALSE(fs::exists(office.folder / "out"));
  office.run(office.job());
  EXPECT_EQ(tests::read_file((office.folder / "check.csv").string()),
            office.files().at("errors.csv"));
}

std::size_t pages_of(const std::string& pdf) {
  std::size_t count = 0;
  for (std::size_t at = pdf.find("/MediaBox"); at != std::string::npos;
       at = pdf.find("/MediaBox", at + 1)) {
    ++count;
  }
  return count;
}

TEST(BatchOnePdf, HasAPageForEachRowInTheOrderOfTheTable) {
  Office office;
  office.table(Office::lines(80, {3}));
  Job job = office.job("one/run.pdf");
  job.render.format = Format::kPdf;
  job.serials = "A001-A090";
  const Summary summary = office.run(job);
  EXPECT_EQ(summary.done, 79);
  EXPECT_EQ(summary.refused, 1);
  const auto files = office.files("one");
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(pages_of(files.at("run.pdf")), 79U);
  EXPECT_NE(files.at("run.errors.csv").find("4,number"), std::string::npos);
  EXPECT_NE(files.at("run.journal.jsonl").find(R"("row":5,)"), std::string::npos);
  const Reprinted again = reprint(job.out, "5", "卡纸", "", 0);
  EXPECT_EQ(again.page, 3);
  EXPECT_EQ(again.serial, "A080");
  EXPECT_EQ(account(job.out).left, 10);
}

TEST(BatchOnePdf, IsMadeAnewWithTheSameBytesAfterAKill) {
  Office office;
  office.table(Office::lines(80, {3}));
  Job job = office.job("one/run.pdf");
  job.render.format = Format::kPdf;
  office.run(job);
  const auto whole = office.files("one");
  EXPECT_EQ(office.refused_with(job), Codes{"batch/journal-exists"});
  EXPECT_EQ(office.refused_with(job, Start::kRetryFailed), Codes{"batch/one-pdf"});
  EXPECT_EQ(office.run(job, Start::kResume).before, 79);
  // What a kill leaves: parts, and perhaps the PDF without its journal.
  fs::remove(office.folder / "one/run.journal.jsonl");
  fs::remove(office.folder / "one/run.errors.csv");
  tests::write_file((office.folder / "one/run.pdf").string(), "of another run");
  tests::write_file((office.folder / "one/run.pdf.part").string(), "half");
  job.workers = 1;
  office.run(job, Start::kResume);
  EXPECT_EQ(office.files("one"), whole);
  job.render.layer = LayerChoice::kInk;
  EXPECT_EQ(office.refused_with(job, Start::kResume), Codes{"batch/options-changed"});
}

}  // namespace
}  // namespace certpress::batch
