// A table of records -> a certificate for each row, with nothing lost and nothing done twice.
//
//   const auto table = batch::open_table(*prepared, job);
//   batch::run(engine, *prepared, *table, job, batch::Start::kNew, {});
//   batch::run(engine, *prepared, *table, job, batch::Start::kResume, {});  // when it was killed
//
// A run writes into one folder: the certificates, a journal (journal.jsonl, or
// journal.3-of-16.jsonl of a shard), and errors.csv with the rows that were refused. The journal is
// only ever added to; a row stands in it when its certificate is on the disk, whole and under its
// final name. So whatever stops a run, resuming it gives the same bytes in every file as a run that
// nothing stopped.
//
// Or a run writes one PDF, run.pdf, with run.journal.jsonl and run.errors.csv beside it: a page for
// each row, or larger sheets with several. It appears when it is whole; resuming makes it anew from
// its beginning. Where sheets, their order or a cover depend on which rows are right, all rows are
// checked first, and kept meanwhile in a file without a name beside the output.
//
// A row that is refused does not stop the others. What concerns the whole run throws Refused
// (batch/..., table/...) before any row is done, or Stopped when the machine fails in between.
//
// This part reads the table, its photos and its own folder, and writes into that folder alone.
// Personal data: the journal and the errors hold none, but for file names that the caller asked to
// be made of a record's fields.
//
// Threads: a run has its own and is started from one. One process at a time works on a journal:
// whatever opens it throws Refused batch/running while another one does, batch/no-journal when the
// folder holds no run, batch/journal-damaged when its lines are not what certpress wrote.
#pragma once

#include <cstdint>
#include <ctime>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/engine.h"
#include "certpress/signing_profile.h"
#include "certpress/table.h"

namespace certpress::batch {

// One of `count` parts of the rows, in the table's order and of equal size; index from 1.
struct Shard {
  int index = 1;
  int count = 1;
};

struct Job {
  std::filesystem::path table{};
  table::Options table_options{};
  std::filesystem::path out{};  // the folder, made when it is not there; or one file, .pdf
  RenderOptions render{};
  // How files are called, without ending: "{number}_{holder_name}", with names or labels of fields
  // and {row}. Empty: by the row's number, which is not personal data.
  std::string name{};
  // A folder or a ZIP file with the photos; empty: the table's folder.
  std::filesystem::path photos{};
  Shard shard{};
  // Numbers of the pre-printed stock, in the order of the paper: "A0000001-A0000500,B1-B20".
  std::string serials{};
  // PDF only. Its time is that of the whole run, also when it is resumed.
  std::optional<SigningProfile> signing{};
  // ---- For one PDF only ----
  // How sheets turn over; with the template of their backs, which is of the engine too and of the
  // same size. A record's back shows those of its fields that this template has; columns may be
  // for either side.
  Duplex duplex = Duplex::kNone;
  std::shared_ptr<const PreparedTemplate> back{};
  // `render.printer` is the one for fronts.
  std::optional<PrinterProfile> back_printer{};
  // A field, by its name or label: certificates with one value of it follow each other, and begin a
  // sheet. Values come in the order of their first row. Empty: the table's order.
  std::string collate{};
  // The date, 2026-11-29, of a cover sheet that tells what the run is; empty: none. A run that is
  // resumed when it was finished keeps its first date.
  std::string cover_date{};
  // ----
  int workers = 0;                         // 0: one for each processor
  Language language = Language::kEnglish;  // of errors.csv
};

enum class Start {
  kNew,          // refused when the folder holds a run already
  kResume,       // the rows that are not done yet
  kRetryFailed,  // the rows that were refused; the table may have changed in those
};

struct Summary {
  std::int64_t rows = 0;     // of the table, or of the shard
  std::int64_t done = 0;     // certificates that are there now
  std::int64_t refused = 0;  // rows that errors.csv lists
  std::int64_t warned = 0;   // rows of this run with warnings
  std::int64_t before = 0;   // of those done, the ones that earlier runs made
};

// How far a run is. Called from its threads, one call at a time, in the order of the rows.
struct State {
  std::int64_t done = 0;     // rows of this run that were looked at
  std::int64_t refused = 0;  // of them
  std::int64_t total = 0;    // rows of this run
  // They are only checked yet; then `done` begins anew with those that were refused.
  bool is_checking = false;
};
using Progress = std::function<void(const State&)>;

// The machine failed in the middle of a run: a full disk, a signing service that is away. All rows
// before `row` are safe.
class Stopped : public std::exception {
 public:
  Stopped(int row, Message message) : row_(row), message_(std::move(message)) {}
  [[nodiscard]] int row() const { return row_; }
  [[nodiscard]] const Message& message() const { return message_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.en.c_str(); }

 private:
  int row_;
  Message message_;
};

// Opens the job's table. Throws Refused with what is wrong with its columns: names that no
// field has, two columns for one field, no column for a field that must be there.
std::unique_ptr<table::Table> open_table(const PreparedTemplate& prepared, const Job& job);

// `prepared` must be of `engine`, `table` the job's.
Summary run(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table,
            const Job& job, Start start, const Progress& progress);

// All that a run checks, without drawing and without writing anything but, when it is named, a file
// like errors.csv. A row that is refused is told to `refused` in the order of the rows.
using RefusedRow = std::function<void(int row, const std::vector<Diagnostic>& diagnostics)>;
Summary check(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table,
              const Job& job, const std::filesystem::path& errors, const RefusedRow& refused,
              const Progress& progress);

// Joins the journals of all shards in a folder to one, and their errors. Throws Refused:
// batch/shard-missing, batch/shard-unfinished, batch/shard-of-another-run, and batch/serial-used
// when two of them used one serial number. (File names were compared over all shards by each.)
Summary merge(const std::filesystem::path& folder, Language language);

// ---- Accounts of a run, and of its pre-printed stock; `folder` is the run's `out` ----

struct Account {
  struct Spoiled {
    std::string serial;
    std::string reason;
  };
  struct Reprint {
    int row = 0;
    std::string serial;  // of the new sheet; empty without serial numbers
    std::string reason;
  };
  Summary rows;
  std::vector<std::string> serials;  // ranges: "A0000001-A0000500"
  // given = used + spoiled + left. A sheet that was spoiled after it was printed counts as spoiled.
  std::int64_t given = 0;
  std::int64_t used = 0;
  std::int64_t left = 0;
  std::vector<Spoiled> spoiled;  // in the order of the journal
  std::vector<Reprint> reprints;
  std::vector<std::string> unused;  // what is left, as ranges
  std::vector<int> without_sheet;   // rows whose sheet was spoiled and not printed again
};

[[nodiscard]] Account account(const std::filesystem::path& folder);
[[nodiscard]] std::string to_text(const Account& account, Language language);
[[nodiscard]] std::string to_csv(const Account& account, Language language);
[[nodiscard]] std::string to_json(const Account& account);

// A sheet that cannot be given out, printed or not. Throws Refused: batch/unknown-serial,
// batch/already-spoiled. `time` stands in the journal.
void spoil(const std::filesystem::path& folder, const std::string& serial,
           const std::string& reason, std::time_t time);

// Another print of a row's certificate: its sheet becomes spoiled for the same reason, when it is
// not yet. `which`: the row's number or the name of its file. `serial`: of the new sheet; empty:
// the next one that is left. Returns the file, which is compared with the journal. Throws Refused:
// batch/unknown-row, batch/file-differs, batch/serial-used, batch/serials-exhausted.
struct Reprinted {
  std::filesystem::path file;
  int row = 0;
  std::string serial;
  int page = 0;  // of the file, when it holds all rows
  int cell = 0;  // of that page, when it holds several; row by row from the top left
};
Reprinted reprint(const std::filesystem::path& folder, const std::string& which,
                  const std::string& reason, const std::string& serial, std::time_t time);

// The row of the only record whose column has this content. Throws Refused: batch/unknown-record,
// batch/ambiguous-record, and batch/table-changed when it is not the run's table.
int find_row(const std::filesystem::path& folder, const table::Table& table,
             const std::string& column, const std::string& content);

}  // namespace certpress::batch
