#include "one_pdf.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "certpress/pdf_run.h"

#include "../base/refusals.h"
#include "../parse/nearest_word.h"
#include "columns.h"
#include "cover.h"
#include "disk.h"
#include "errors_csv.h"
#include "field_text.h"
#include "identity.h"
#include "journal.h"
#include "ordered_work.h"
#include "plan.h"
#include "problem.h"
#include "row_store.h"
#include "row_work.h"
#include "setup.h"
#include "sheet_work.h"
#include "stopping.h"
#include "survey.h"

namespace certpress::batch {

namespace {

namespace fs = std::filesystem;

void require_start(const Job& job, Start start) {
  Refusals found;
  const auto refuse = [&](Message message, Message hint) {
    found.add(problem("batch/one-pdf", job.out.string(), std::move(message), std::move(hint)));
  };
  if (start == Start::kRetryFailed) {
    refuse({"refused rows cannot be added to a PDF that is finished",
            "已完成的 PDF 无法补入被拒绝的行"},
           {"make a table of these rows, which the errors list, and run it into another file",
            "请将错误清单中的这些行另存为表格，输出到另一个文件"});
  }
  if (job.signing) {
    refuse({"a signature is for one certificate: a PDF of many is paper in waiting",
            "签名只针对单份证照：多份证照合成的 PDF 只供打印"},
           {"sign a file for each row (-o FOLDER), and print this one unsigned",
            "请每行一个文件（-o 文件夹）并签名，此 PDF 不签名，只供打印"});
  }
  if (job.shard.count > 1) {
    refuse({"the pages of one PDF are made one after the other and on one machine",
            "一个 PDF 的各页须在同一台机器上依次生成"},
           {"make shards of files (-o FOLDER), or a table and a PDF for each machine",
            "分片时请每行一个文件（-o 文件夹），或将表格拆分，每台机器一个 PDF"});
  }
  if (start == Start::kNew && (fs::exists(journal_of(job.out)) || fs::exists(job.out))) {
    found.add(problem("batch/journal-exists", job.out.string(),
                      {"this file is there already", "该文件已存在"},
                      {"choose another name, or go on with it by --resume",
                       "请换一个文件名，或用 --resume 继续"}));
  }
  found.throw_if_any();
}

std::optional<FieldInfo> collated_field(const PreparedTemplate& prepared, const Job& job) {
  if (job.collate.empty()) {
    return std::nullopt;
  }
  const TemplateInfo& info = prepared.info();
  const auto field = field_called(info, job.collate);
  if (!field) {
    throw Refused(problem("batch/unknown-field", {},
                          {"'" + job.collate + "' is no field of the template to collate by",
                           "“" + job.collate + "”不是模板的字段，不能据以归集"},
                          parse::suggestion(job.collate, words_for_fields(info))));
  }
  return info.fields[*field];
}

class OnePdf {
 public:
  OnePdf(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table, Job job,
         const Progress& progress)
      : engine_(engine),
        prepared_(prepared),
        table_(table),
        job_(std::move(job)),
        progress_(progress),
        setup_(engine, prepared, job_),
        collated_(collated_field(prepared, job_)),
        maker_(engine, prepared, job_, setup_) {
    if (!job_.serials.empty()) {
      serials_.add(job_.serials);
    }
    if (!job_.cover_date.empty()) {
      CoverSheet empty;
      empty.page = setup_.paper.size();
      static_cast<void>(engine.cover_sheets(empty));  // whether there is room for one
    }
  }

  Summary execute() {
    const fs::path journal_file = journal_of(job_.out);
    const Survey found = survey(table_, setup_.names, job_.shard, [](const table::Row&) {});
    if (fs::exists(journal_file)) {  // it is written after the PDF, so that this is there
      return summary_of_finished(Journal(journal_file), found);
    }
    require_enough(serials_, found.rows, table_.name());
    fs::create_directories(folder_of(job_.out));
    pdf_.emplace(job_.out);
    events_.emplace(journal_file);
    events_->write(identity_of(engine_, prepared_, table_, job_, found) + "\n");
    pages_ = engine_.begin_pdf_run({prepared_.info().title, job_.render.time, job_.duplex,
                                    job_.render.printer, job_.back_printer},
                                   [this](std::string_view bytes) { pdf_->write(bytes); });
    state_.total = found.rows;
    if (is_planned()) {
      make_as_planned(found);
    } else {
      make_as_they_come();
    }
    put_in_place();
    const Journal journal(journal_file);
    stopping_at(0, [&] { write_errors(journal, errors_of(job_.out), job_.language); });
    Summary summary = summary_of(journal, found.rows);
    summary.warned = warned_;
    return summary;
  }

 private:
  // Whether a sheet depends on which rows are right.
  [[nodiscard]] bool is_planned() const {
    return job_.render.imposition || collated_ || !job_.cover_date.empty();
  }

  static Summary summary_of(const Journal& journal, std::int64_t rows) {
    Summary out;
    out.rows = rows;
    out.done = journal.count(RowState::kDone);
    out.refused = journal.count(RowState::kRefused);
    return out;
  }

  Summary summary_of_finished(const Journal& journal, const Survey& found) {
    const std::string name = journal.path().string();
    if (!job_.cover_date.empty()) {
      job_.cover_date = read_header(journal.header(), name).cover_date;
    }
    require_same(journal.header(), identity_of(engine_, prepared_, table_, job_, found), name, {},
                 false);
    stopping_at(0, [&] { write_errors(journal, errors_of(job_.out), job_.language); });
    Summary summary = summary_of(journal, found.rows);
    summary.before = summary.done;
    return summary;
  }

  void make_as_they_come() {
    const auto rows = table_.rows();
    std::size_t sheet = 0;
    const auto source = [&]() -> std::optional<SheetRows> {
      table::Row row;
      if (!rows->next(row)) {
        return std::nullopt;
      }
      SheetRows rows_of_sheet{sheet++, {}};
      rows_of_sheet.cells.emplace_back(std::move(row));
      return rows_of_sheet;
    };
    make(source, 0);
  }

  void make_as_planned(const Survey& found) {
    RowStore store(folder_of(job_.out));
    Plan plan(setup_.paper.cells(),
              job_.render.imposition ? job_.render.imposition->order : CellOrder::kBySheet);
    check_rows(store, plan);
    state_.done = state_.refused;
    if (plan.rows() == 0) {
      return;
    }
    if (!job_.cover_date.empty()) {
      add_cover(cover_of(prepared_.info(), job_, setup_.paper, plan, found.rows, serials_));
    }
    std::size_t sheet = 0;
    const auto source = [&]() -> std::optional<SheetRows> {
      if (sheet == plan.sheets()) {
        return std::nullopt;
      }
      SheetRows rows_of_sheet{sheet, {}};
      for (const auto& cell : plan.cells_of(sheet++)) {
        rows_of_sheet.cells.push_back(cell ? std::optional(store.row(*cell)) : std::nullopt);
      }
      return rows_of_sheet;
    };
    make(source, plan.sheets());
  }

  // The first walk: those that are right are kept, the others told.
  void check_rows(RowStore& store, Plan& plan) {
    struct Checked {
      table::Row row;
      std::vector<Diagnostic> refused;
    };
    const auto rows = table_.rows();
    const auto source = [&]() -> std::optional<table::Row> {
      table::Row row;
      return rows->next(row) ? std::optional(std::move(row)) : std::nullopt;
    };
    const auto work = [&](table::Row row) {
      return stopping_at(row.number, [&] {
        auto refused = maker_.make(row, false).refused;
        return Checked{std::move(row), std::move(refused)};
      });
    };
    const auto take = [&](const Checked& checked) {
      stopping_at(checked.row.number, [&] {
        if (checked.refused.empty()) {
          plan.add(collated_ ? field_texts(checked.row.json, {*collated_})[0].value_or("") : "");
          store.add(checked.row);
        } else {
          note_refused(checked.row.number, checked.refused);
        }
      });
      ++state_.done;
      tell_progress(true);
    };
    work_in_order(setup_.workers, source, work, take);
    plan.finish();
  }

  void add_cover(const CoverSheet& cover) {
    bool is_back = false;
    for (const Page& page : engine_.cover_sheets(cover)) {
      pages_->add(*setup_.paper.corrected(page, is_back));
      is_back = cover.two_sided && !is_back;
    }
  }

  template <typename Source>
  void make(const Source& source, std::size_t sheets) {
    const auto work = [&](const SheetRows& rows) {
      return make_sheet(rows, sheets, maker_, setup_.paper);
    };
    work_in_order(setup_.workers, source, work, [&](MadeSheet sheet) { add(std::move(sheet)); });
  }

  void add(MadeSheet sheet) {
    const auto page = static_cast<int>(pages_->pages()) + 1;
    int row = 0;
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
      if (!sheet.cells[i]) {
        continue;
      }
      MadeCell& cell = *sheet.cells[i];
      row = cell.row;
      ++state_.done;
      stopping_at(row, [&] {
        if (!cell.made.refused.empty()) {
          require_unplanned(row);
          note_refused(row, cell.made.refused);
        } else {
          note_printed(cell, sheet.sheet, i, page);
        }
      });
    }
    stopping_at(row, [&] {
      for (const Page& side : sheet.sides) {
        pages_->add(*side);
      }
    });
    tell_progress(false);
  }

  // Nothing but a photo can have changed since the row was checked.
  void require_unplanned(int row) const {
    if (is_planned()) {
      throw Stopped(
          row, {"stopped at row " + std::to_string(row) +
                    ": its photo was changed while the run was made; start it again",
                "在第 " + std::to_string(row) + " 行停止：制证期间该行的照片被更改；请重新运行"});
    }
  }

  void note_refused(int row, const std::vector<Diagnostic>& diagnostics) {
    ++state_.refused;
    RowRefused refused{row, {}};
    std::ranges::transform(diagnostics, std::back_inserter(refused.errors), row_error);
    events_->write(to_line(refused));
  }

  void note_printed(MadeCell& cell, std::size_t sheet, std::size_t index, int page) {
    warned_ += cell.made.warnings.empty() ? 0 : 1;
    Printed printed;
    printed.row = cell.row;
    printed.record = cell.record;
    printed.file = job_.out.filename().string();
    printed.warnings = std::move(cell.made.warnings);
    if (!serials_.empty()) {
      printed.serial = next_serial(serials_, cell.row);
    }
    printed.page = page;
    if (!setup_.paper.is_each_its_own_sheet()) {
      printed.sheet = static_cast<int>(sheet) + 1;
      printed.cell = static_cast<int>(index) + 1;
    }
    events_->write(to_line(printed));
  }

  void tell_progress(bool is_checking) {
    state_.is_checking = is_checking;
    if (progress_) {
      progress_(state_);
    }
  }

  void put_in_place() {
    stopping_at(0, [&] {
      if (pages_->pages() > 0) {
        pages_->finish();
        pdf_->put_in_place();
      }
      events_->put_in_place();
    });
  }

  const Engine& engine_;
  const PreparedTemplate& prepared_;
  const table::Table& table_;
  Job job_;
  const Progress& progress_;
  Setup setup_;
  std::optional<FieldInfo> collated_;
  RowWork maker_;
  Serials serials_;
  std::optional<NewFile> pdf_;
  std::optional<NewFile> events_;
  std::unique_ptr<PdfRun> pages_;
  State state_;
  std::int64_t warned_ = 0;
};

}  // namespace

bool is_one_pdf(const Job& job) { return job.out.extension() == ".pdf"; }

void require_folder_job(const Job& job) {
  if (job.duplex != Duplex::kNone || job.back != nullptr || job.back_printer ||
      !job.collate.empty() || !job.cover_date.empty()) {
    throw Refused(problem("batch/one-pdf-only", job.out.string(),
                          {"duplex, collating and a cover are for one PDF of all rows",
                           "双面、归集和封面只用于所有行合成的一个 PDF"},
                          {"-o run.pdf", "-o run.pdf"}));
  }
}

Summary run_one_pdf(const Engine& engine, const PreparedTemplate& prepared,
                    const table::Table& table, const Job& job, Start start,
                    const Progress& progress) {
  require_start(job, start);
  return OnePdf(engine, prepared, table, job, progress).execute();
}

}  // namespace certpress::batch
