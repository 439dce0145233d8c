// A run, from the table to the last line of its journal.
//
//   rows --> workers: check, draw, sign, write aside --> in order: sync, rename, journal
//
// A group of rows is made last at once: first its files, then its lines in the journal. So the
// journal never says more than the disk holds, and what it does not say is made again.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "certpress/batch.h"

#include "../base/refusals.h"
#include "../base/sha256.h"
#include "errors_csv.h"
#include "identity.h"
#include "journal.h"
#include "one_pdf.h"
#include "ordered_work.h"
#include "output.h"
#include "problem.h"
#include "row_work.h"
#include "serials.h"
#include "setup.h"
#include "stopping.h"
#include "survey.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

// Rows that are made last together: a sync costs milliseconds, whatever it syncs.
constexpr std::size_t kGroup = 64;

// A new run may not write over what is there; shards of one run share a folder.
void require_room(const fs::path& folder, Shard shard) {
  std::error_code error;
  bool has_files = false;
  bool has_journals = false;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    has_files = true;
    const std::string name = entry.path().filename().string();
    has_journals = has_journals || (name.starts_with("journal.") && name.ends_with(".jsonl"));
  }
  if (shard.count > 1 && fs::exists(folder / journal_name(1, 1), error)) {
    throw Refused(
        problem("batch/merged", folder.string(),
                {"the journals of this folder are merged already", "该文件夹的日志已经合并"}));
  }
  if (has_files && !(has_journals && shard.count > 1)) {
    throw Refused(problem("batch/folder-not-empty", folder.string(),
                          {"a new run needs a folder that is empty or not there yet",
                           "新的批次需要空的或尚不存在的文件夹"}));
  }
}

class Run {
 public:
  Run(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table, Job job,
      Start start, const Progress& progress)
      : engine_(engine),
        prepared_(prepared),
        table_(table),
        job_(std::move(job)),
        start_(start),
        progress_(progress),
        setup_(engine, prepared, job_) {
    if (!job_.serials.empty()) {
      serials_.add(job_.serials);
    }
  }

  Summary execute() {
    const fs::path file = job_.out / journal_name(job_.shard.index, job_.shard.count);
    const bool is_there = fs::exists(file);
    require_start(file, is_there);
    if (is_there) {
      open_journal(file);
    }
    const Survey found = look_over();
    const std::string now = identity_of(engine_, prepared_, table_, job_, found);
    if (is_there && !journal_->header().empty()) {
      continue_run(now);
    } else {
      begin_run(file, now, found);
    }
    Summary summary;
    summary.rows = found.part.count;
    summary.before = journal_->count(RowState::kDone);
    state_.total = found.part.count - summary.before - journal_->count(RowState::kRefused);
    work(found.part);
    write_errors();
    summary.done = journal_->count(RowState::kDone);
    summary.refused = journal_->count(RowState::kRefused);
    summary.warned = warned_;
    return summary;
  }

 private:
  struct Outcome {
    int row = 0;
    Event event;
    std::optional<Output::Pending> file;
  };

  void require_start(const fs::path& file, bool is_there) const {
    if (start_ == Start::kNew && is_there) {
      throw Refused(problem("batch/journal-exists", file.string(),
                            {"the folder holds a run already", "该文件夹中已有批次"},
                            {"go on with it by --resume, or choose another folder",
                             "请用 --resume 继续，或换一个文件夹"}));
    }
    if (start_ == Start::kRetryFailed && !is_there) {
      throw Refused(problem("batch/no-journal", file.string(),
                            {"the folder holds no run whose refused rows could be done again",
                             "该文件夹中没有可重试的批次"}));
    }
    if (!is_there) {
      require_room(job_.out, job_.shard);
    }
  }

  void open_journal(const fs::path& file) {
    journal_.emplace(file);
    if (journal_->header().empty()) {
      return;
    }
    const Header header = read_header(journal_->header(), file.string());
    if (job_.signing && header.signed_at) {
      job_.signing->options.time = *header.signed_at;
    }
  }

  // Counts the rows. When refused rows are done again, those that are done must be as they were.
  Survey look_over() {
    std::vector<std::uint64_t> done;
    const bool compare = start_ == Start::kRetryFailed && journal_;
    const auto note = [&](int row, const std::string& fingerprint) {
      done.resize(std::max(done.size(), static_cast<std::size_t>(row) + 1));
      done[static_cast<std::size_t>(row)] = std::stoull(fingerprint, nullptr, 16);
    };
    if (compare) {
      journal_->read([&](const Event& event) {
        if (const auto* printed = std::get_if<Printed>(&event)) {
          note(printed->row, printed->record);
        }
      });
    }
    Refusals changed;
    const Survey found = survey(table_, setup_.names, job_.shard, [&](const table::Row& row) {
      const auto index = static_cast<std::size_t>(row.number);
      if (compare && journal_->states().of(row.number) == RowState::kDone && index < done.size() &&
          done[index] != std::stoull(fingerprint_of(row), nullptr, 16)) {
        changed.add(problem("batch/row-changed", table_.name(),
                            {"this row is done, and differs from what was printed",
                             "该行已完成，但内容与已制证时不同"},
                            {"--retry-failed takes changes in refused rows only",
                             "--retry-failed 只接受对被拒绝行的修改"},
                            row.number));
      }
    });
    changed.throw_if_any();
    return found;
  }

  void begin_run(const fs::path& file, const std::string& now, const Survey& found) {
    require_enough(serials_, found.part.count, table_.name());
    fs::create_directories(job_.out);
    if (!journal_) {
      journal_.emplace(file);
    }
    journal_->begin(now);
  }

  void continue_run(const std::string& now) {
    require_same(journal_->header(), now, journal_->path().string(), journal_->retried_table(),
                 start_ == Start::kRetryFailed);
    take_serials();
    if (start_ == Start::kRetryFailed) {
      journal_->append({Retried{table_.sha256()}});
    }
  }

  // The ranges of the journal are known; new ones of the command are added to it.
  void take_serials() {
    const Serials wanted = std::exchange(serials_, {});
    const std::string header = read_header(journal_->header(), journal_->path().string()).serials;
    if (!header.empty()) {
      serials_.add(header);
    }
    journal_->read([&](const Event& event) {
      if (const auto* added = std::get_if<SerialsAdded>(&event)) {
        serials_.add(added->ranges);
      } else if (const auto* printed = std::get_if<Printed>(&event)) {
        serials_.take(printed->serial);
      } else if (const auto* spoiled = std::get_if<SheetSpoiled>(&event)) {
        serials_.take(spoiled->serial);
      } else if (const auto* again = std::get_if<RowReprinted>(&event)) {
        serials_.take(again->serial);
      }
    });
    std::string more;
    for (const std::string& range : wanted.ranges()) {
      if (std::ranges::find(serials_.ranges(), range) == serials_.ranges().end()) {
        more += (more.empty() ? "" : ",") + range;
      }
    }
    if (!more.empty()) {
      serials_.add(more);
      journal_->append({SerialsAdded{more}});
    }
  }

  void work(const Part& part) {
    const Output output(job_.out, job_.shard);
    const RowWork maker(engine_, prepared_, job_, setup_);
    const auto rows = table_.rows();
    const RowStates before =
        journal_->states();  // which another thread adds to while this one reads
    std::int64_t position = 0;
    const auto source = [&]() -> std::optional<table::Row> {
      for (table::Row row; position < part.first + part.count && rows->next(row);) {
        if (part.has(position++) && before.of(row.number) == RowState::kPending) {
          return row;
        }
      }
      return std::nullopt;
    };
    const auto make = [&](const table::Row& row) {
      return stopping_at(row.number, [&] { return make_row(maker, output, row); });
    };
    const auto take = [&](Outcome outcome) {
      count(outcome);
      group_.push_back(std::move(outcome));
      if (group_.size() == kGroup) {
        make_last(output);
      }
    };
    try {
      work_in_order(setup_.workers, source, make, take);
      make_last(output);
    } catch (const Stopped&) {
      save_what_can_be(output);
      throw;
    }
  }

  [[nodiscard]] Outcome make_row(const RowWork& maker, const Output& output,
                                 const table::Row& row) const {
    MadeRow made = maker.make(row, true);
    if (!made.refused.empty()) {
      RowRefused refused{row.number, {}};
      std::ranges::transform(made.refused, std::back_inserter(refused.errors), row_error);
      return {row.number, std::move(refused), {}};
    }
    Printed printed{row.number, fingerprint_of(row),     made.name, sha256_hex(made.bytes),
                    {},         std::move(made.warnings)};
    return {row.number, std::move(printed), output.write(row.number, made.name, made.bytes)};
  }

  void count(Outcome& outcome) {
    ++state_.done;
    if (auto* printed = std::get_if<Printed>(&outcome.event)) {
      warned_ += printed->warnings.empty() ? 0 : 1;
      if (!serials_.empty()) {
        printed->serial = next_serial(serials_, printed->row);
      }
    } else {
      ++state_.refused;
    }
    if (progress_) {
      progress_(state_);
    }
  }

  void make_last(const Output& output) {
    if (group_.empty()) {
      return;
    }
    stopping_at(group_.front().row, [&] {
      std::vector<Output::Pending> files;
      std::vector<Event> events;
      for (Outcome& outcome : group_) {
        if (outcome.file) {
          files.push_back(std::move(*outcome.file));
        }
        events.push_back(std::move(outcome.event));
      }
      group_.clear();
      output.finish(files);
      journal_->append(events);
    });
  }

  // After a fault: the rows before it are good, and their errors are of use now.
  void save_what_can_be(const Output& output) {
    try {
      make_last(output);
      write_errors();
    } catch (const std::exception&) {
      // The disk is full: resuming makes them again.
    }
  }

  void write_errors() const {
    const fs::path file = job_.out / errors_name(job_.shard.index, job_.shard.count);
    stopping_at(0, [&] { batch::write_errors(*journal_, file, job_.language); });
  }

  const Engine& engine_;
  const PreparedTemplate& prepared_;
  const table::Table& table_;
  Job job_;
  Start start_;
  const Progress& progress_;
  Setup setup_;
  Serials serials_;
  std::optional<Journal> journal_;
  State state_;
  std::int64_t warned_ = 0;
  std::vector<Outcome> group_;  // in order, not yet in the journal
};

}  // namespace

Summary run(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table,
            const Job& job, Start start, const Progress& progress) {
  if (is_one_pdf(job)) {
    return run_one_pdf(engine, prepared, table, job, start, progress);
  }
  require_folder_job(job);
  return Run(engine, prepared, table, job, start, progress).execute();
}

}  // namespace certpress::batch
