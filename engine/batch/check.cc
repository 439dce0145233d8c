// A run without drawing: every row is checked, and nothing is written but its errors.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "certpress/batch.h"

#include "disk.h"
#include "errors_csv.h"
#include "ordered_work.h"
#include "row_work.h"
#include "setup.h"
#include "survey.h"

namespace certpress::batch {

Summary check(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table,
              const Job& job, const std::filesystem::path& errors, const RefusedRow& refused,
              const Progress& progress) {
  struct Outcome {
    int row;
    MadeRow made;
  };
  const Setup setup(engine, prepared, job);
  const Survey found = survey(table, setup.names, job.shard, [](const table::Row&) {});
  std::optional<NewFile> file;
  if (!errors.empty()) {
    file.emplace(errors);
    file->write(errors_head(job.language));
  }
  const RowWork maker(engine, prepared, job, setup);
  const auto rows = table.rows();
  std::int64_t position = 0;
  State state{0, 0, found.part.count};
  Summary summary{found.part.count};
  const auto source = [&]() -> std::optional<table::Row> {
    for (table::Row row; rows->next(row);) {
      if (found.part.has(position++)) {
        return row;
      }
    }
    return std::nullopt;
  };
  const auto work = [&](const table::Row& row) {
    return Outcome{row.number, maker.make(row, false)};
  };
  const auto take = [&](const Outcome& outcome) {
    ++state.done;
    summary.warned += outcome.made.warnings.empty() ? 0 : 1;
    if (!outcome.made.refused.empty()) {
      ++state.refused;
      if (file) {
        std::vector<RowError> told;
        std::ranges::transform(outcome.made.refused, std::back_inserter(told), row_error);
        file->write(errors_lines(outcome.row, told, job.language));
      }
      if (refused) {
        refused(outcome.row, outcome.made.refused);
      }
    }
    if (progress) {
      progress(state);
    }
  };
  work_in_order(setup.workers, source, work, take);
  if (file) {
    file->put_in_place();
  }
  summary.refused = state.refused;
  summary.done = state.done - state.refused;
  return summary;
}

}  // namespace certpress::batch
