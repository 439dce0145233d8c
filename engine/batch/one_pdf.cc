#include "one_pdf.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fcntl.h>

#include "certpress/pdf_run.h"

#include "disk.h"
#include "errors_csv.h"
#include "identity.h"
#include "journal.h"
#include "ordered_work.h"
#include "problem.h"
#include "row_work.h"
#include "setup.h"
#include "stopping.h"
#include "survey.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

fs::path errors_of(const Job& job) { return fs::path(job.out).replace_extension(".errors.csv"); }

Summary summary_of(const Journal& journal, std::int64_t rows) {
  Summary out;
  out.rows = rows;
  out.done = journal.count(RowState::kDone);
  out.refused = journal.count(RowState::kRefused);
  return out;
}

void require_start(const Job& job, Start start) {
  const fs::path journal = journal_of(job.out);
  if (start == Start::kRetryFailed) {
    throw Refused(problem("batch/one-pdf", job.out.string(),
                          {"refused rows cannot be added to a PDF that is finished",
                           "已完成的 PDF 无法补入被拒绝的行"},
                          {"make a table of these rows and run it into another file",
                           "请将这些行另存为表格，输出到另一个文件"}));
  }
  if (job.signing || job.shard.count > 1 || job.render.printer || job.render.imposition) {
    throw Refused(
        problem("batch/one-pdf", job.out.string(),
                {"one PDF for all rows is neither signed, nor made in shards, nor for one "
                 "printer or larger sheets",
                 "所有行合为一个 PDF 时不能签名、分片，也不能按打印机校正或拼版"},
                {"make a file for each row", "请改为每行一个文件"}));
  }
  if (start == Start::kNew && (fs::exists(journal) || fs::exists(job.out))) {
    throw Refused(problem("batch/journal-exists", job.out.string(),
                          {"this file is there already", "该文件已存在"},
                          {"choose another name, or go on with it by --resume",
                           "请换一个文件名，或用 --resume 继续"}));
  }
}

}  // namespace

bool is_one_pdf(const Job& job) { return job.out.extension() == ".pdf"; }

Summary run_one_pdf(const Engine& engine, const PreparedTemplate& prepared,
                    const table::Table& table, const Job& job, Start start,
                    const Progress& progress) {
  struct Outcome {
    int row;
    std::string record;
    MadeRow made;
  };
  require_start(job, start);
  const Setup setup(prepared, job);
  const Survey found = survey(table, setup.names, job.shard, [](const table::Row&) {});
  const std::string identity = identity_of(engine, prepared, table, job, found);
  const fs::path journal_file = journal_of(job.out);
  if (fs::exists(journal_file)) {  // it is written after the PDF, so that this is there
    const Journal journal(journal_file);
    require_same(journal.header(), identity, journal_file.string(), {}, false);
    stopping_at(0, [&] { write_errors(journal, errors_of(job), job.language); });
    Summary summary = summary_of(journal, found.rows);
    summary.before = summary.done;
    return summary;
  }
  Serials serials;
  if (!job.serials.empty()) {
    serials.add(job.serials);
  }
  require_enough(serials, found.rows, table.name());
  fs::create_directories(folder_of(job.out));
  NewFile pdf(job.out);
  NewFile events(journal_file);
  events.write(identity + "\n");
  const auto pages = engine.begin_pdf_run({prepared.info().title, job.render.time},
                                          [&](std::string_view bytes) { pdf.write(bytes); });
  const RowWork maker(engine, prepared, job, setup.names, *setup.photos);
  const auto rows = table.rows();
  State state{0, 0, found.rows};
  std::int64_t warned = 0;
  const auto source = [&]() -> std::optional<table::Row> {
    table::Row row;
    return rows->next(row) ? std::optional(std::move(row)) : std::nullopt;
  };
  const auto work = [&](const table::Row& row) {
    return stopping_at(row.number, [&] {
      return Outcome{row.number, fingerprint_of(row), maker.make(row, false)};
    });
  };
  const auto take = [&](Outcome outcome) {
    ++state.done;
    if (outcome.made.page == nullptr) {
      ++state.refused;
      RowRefused refused{outcome.row, {}};
      std::ranges::transform(outcome.made.refused, std::back_inserter(refused.errors), row_error);
      stopping_at(outcome.row, [&] { events.write(to_line(refused)); });
    } else {
      warned += outcome.made.warnings.empty() ? 0 : 1;
      Printed printed{outcome.row,
                      outcome.record,
                      job.out.filename().string(),
                      {},
                      {},
                      std::move(outcome.made.warnings),
                      0};
      if (!serials.empty()) {
        printed.serial = next_serial(serials, outcome.row);
      }
      stopping_at(outcome.row, [&] {
        pages->add(*outcome.made.page);
        printed.page = static_cast<int>(pages->pages());
        events.write(to_line(printed));
      });
    }
    if (progress) {
      progress(state);
    }
  };
  work_in_order(setup.workers, source, work, take);
  if (pages->pages() > 0) {
    stopping_at(0, [&] {
      pages->finish();
      pdf.put_in_place();
    });
  }
  stopping_at(0, [&] { events.put_in_place(); });
  const Journal journal(journal_file);
  stopping_at(0, [&] { write_errors(journal, errors_of(job), job.language); });
  Summary summary = summary_of(journal, found.rows);
  summary.warned = warned;
  return summary;
}

}  // namespace certpress::batch
