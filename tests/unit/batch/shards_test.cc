// Shards on many machines, joined to one journal.
#include <gtest/gtest.h>

#include "office.h"
#include "support/image.h"

namespace certpress::batch {
namespace {

Job shard_of(const Office& office, int index, int count) {
  Job job = office.job("shards");
  job.shard = {index, count};
  return job;
}

TEST(BatchShards, TogetherMakeWhatOneRunMakes) {
  Office office;
  office.table(Office::lines(11, {1, 6}));
  office.run(office.job("whole"));
  std::int64_t rows = 0;
  for (int i : {2, 1, 3}) {
    rows += office.run(shard_of(office, i, 3)).rows;
  }
  EXPECT_EQ(rows, 11);
  const Summary summary = merge(office.folder / "shards", Language::kEnglish);
  EXPECT_EQ(summary.done, 9);
  EXPECT_EQ(summary.refused, 2);
  EXPECT_EQ(office.files("shards"), office.files("whole"));
  EXPECT_EQ(office.refused_with(shard_of(office, 1, 3), Start::kResume), Codes{"batch/merged"});
}

TEST(BatchShards, AreMergedOnlyWhenAllAreThereAndFinished) {
  Office office;
  office.table(Office::lines(6));
  const auto merged = [&] {
    return codes_of([&] { merge(office.folder / "shards", Language::kEnglish); });
  };
  EXPECT_EQ(merged(), Codes{"batch/no-journal"});
  office.run(shard_of(office, 1, 3));
  EXPECT_EQ(merged(), (Codes{"batch/shard-missing", "batch/shard-missing"}));
  office.run(shard_of(office, 2, 3));
  // As if it had been killed before its last row.
  const std::string journal = (office.folder / "shards/journal.2-of-3.jsonl").string();
  const std::string whole = tests::read_file(journal);
  tests::write_file(journal, whole.substr(0, whole.rfind('\n', whole.size() - 2) + 1));
  EXPECT_EQ(merged(), (Codes{"batch/shard-unfinished", "batch/shard-missing"}));
  tests::write_file(journal, whole);
  Job other = shard_of(office, 3, 3);
  other.render.dpi = 60;
  office.run(other);
  EXPECT_EQ(merged(), Codes{"batch/shard-of-another-run"});
}

TEST(BatchShards, OneSerialNumberInTwoOfThemIsRefused) {
  Office office;
  office.table(Office::lines(4));
  for (int i : {1, 2}) {
    Job job = shard_of(office, i, 2);
    job.serials = "A1-A5";
    office.run(job);
  }
  EXPECT_EQ(codes_of([&] { merge(office.folder / "shards", Language::kEnglish); }),
            (Codes{"batch/serial-used", "batch/serial-used"}));
}

TEST(BatchShards, MoreShardsThanRowsLeaveSomeEmpty) {
  Office office;
  office.table(Office::lines(2));
  for (int i = 1; i <= 5; ++i) {
    office.run(shard_of(office, i, 5));
  }
  EXPECT_EQ(merge(office.folder / "shards", Language::kEnglish).done, 2);
}

}  // namespace
}  // namespace certpress::batch
