// certpress batch: a certificate for each row of a table.
#include "certpress/batch.h"

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "../home.h"
#include "../moment.h"
#include "../printing.h"
#include "../progress.h"
#include "../terminal.h"
#include "batch_accounts.h"
#include "commands.h"
#include "signing.h"
#include "table_options.h"

namespace certpress::cli {

namespace {

// Errors of a dry run beyond these are only counted here; --errors lists all.
constexpr std::int64_t kShownRows = 50;

struct Arguments {
  std::string tmpl;
  std::string format;
  std::string layer = "all";
  std::string time;
  std::string sign;
  std::string shard = "1/1";
  std::string errors;
  batch::Job job;
  PaperArguments paper;
  std::string duplex;
  std::string back;  // a template
  std::string back_printer;
  bool piles = false;
  bool cover = false;
  bool resume = false;
  bool retry_failed = false;
  bool dry_run = false;
};

using PreparedBack = std::shared_ptr<const PreparedTemplate>;

batch::Shard shard_of(const std::string& text) {
  batch::Shard shard{0, 0};
  const std::size_t slash = text.find('/');
  try {
    std::size_t first = 0;
    std::size_t second = 0;
    shard.index = std::stoi(text, &first);
    shard.count = std::stoi(text.substr(slash + 1), &second);
    if (first != slash || slash + 1 + second != text.size()) {
      shard = {0, 0};
    }
  } catch (const std::exception&) {
    shard = {0, 0};
  }
  if (shard.index < 1 || shard.index > shard.count) {
    throw UsageError({"--shard takes a number and how many there are, as 3/16",
                      "--shard 写作“第几片/总片数”，如 3/16"});
  }
  return shard;
}

// What only one PDF has.
void read_sheets(const Arguments& arguments, const PreparedBack& back, batch::Job& job) {
  job.back = back;
  job.duplex = arguments.duplex.empty() && back != nullptr ? Duplex::kLongEdge
                                                           : duplex_named(arguments.duplex);
  if (!arguments.back_printer.empty()) {
    job.back_printer = read_printer(arguments.back_printer);
  }
  if (arguments.piles) {
    job.render.imposition->order = CellOrder::kByPile;
  }
  if (arguments.cover) {
    job.cover_date = today();
  }
}

batch::Job job_of(const Arguments& arguments, const PreparedBack& back, Language language) {
  batch::Job job = arguments.job;
  job.shard = shard_of(arguments.shard);
  const bool one_pdf = job.out.extension() == ".pdf";
  if (one_pdf && arguments.format == "png") {
    throw UsageError(
        {"run.pdf is no PNG: leave --format out, or name a folder by --out",
         "输出为一个 PDF 时不能使用 --format png；请去掉 --format，或用 --out 指定文件夹"});
  }
  job.render.format = one_pdf || arguments.format == "pdf" ? Format::kPdf : Format::kPng;
  job.render.layer = layer_named(arguments.layer).value();
  apply(arguments.paper, job.render);
  read_sheets(arguments, back, job);
  job.render.time = read_moment(arguments.time);
  job.language = language;
  if (!arguments.sign.empty()) {
    if (job.render.format != Format::kPdf) {
      throw UsageError({"only a PDF can be signed", "只有 PDF 可以签名"});
    }
    job.signing = open_profile(arguments.sign, job.render.time, language);
  }
  return job;
}

void require_arguments(const Arguments& arguments) {
  if (arguments.tmpl.empty() || arguments.job.table.empty() ||
      (arguments.job.out.empty() && !arguments.dry_run)) {
    throw UsageError({"batch needs --template, --data and --out (certpress batch --help)",
                      "batch 需要 --template、--data 和 --out（见 certpress batch --help）"});
  }
  if (arguments.resume && arguments.retry_failed) {
    throw UsageError(
        {"give either --resume or --retry-failed", "请给出 --resume 或 --retry-failed 其中之一"});
  }
}

void print_table(const table::Table& table) {
  const std::string encoding = table.encoding().empty() ? "" : ", " + table.encoding();
  std::cerr << table.name() << ": " << table.format() << encoding << '\n';
}

void print_summary(const batch::Summary& summary, const char* sentence) {
  std::cout << fmt::format(fmt::runtime(sentence), summary.rows, summary.done, summary.refused,
                           summary.warned);
}

ExitCode check(const Engine& engine, const PreparedTemplate& prepared, const table::Table& table,
               const batch::Job& job, const Arguments& arguments, const Session& session) {
  RateMeter meter(session.language);
  std::int64_t rows = 0;
  const auto refused = [&](int /*row*/, const std::vector<Diagnostic>& diagnostics) {
    if (++rows <= kShownRows) {
      meter.clear();
      print(diagnostics, session.language);
    }
  };
  const auto summary = batch::check(
      engine, prepared, table, job, arguments.errors, refused,
      [&](const batch::State& state) { meter.show(state.done, state.refused, state.total); });
  meter.clear();
  print_summary(summary, session.say("{} rows: {} right, {} refused, {} with warnings\n",
                                     "共 {} 行：正确 {}，拒绝 {}，有警告 {}\n"));
  return summary.refused > 0 ? kSomeRefused : kDone;
}

PreparedBack prepare_back(const Engine& engine, const Arguments& arguments,
                          const TemplateChoice& front) {
  if (arguments.back.empty()) {
    return nullptr;
  }
  const TemplateChoice back = choose_template(arguments.back);
  if (!back.folder.empty() && back.folder != front.folder) {
    throw UsageError({"--back names a template beside that of the front",
                      "--back 的模板须与正面模板在同一文件夹中"});
  }
  return engine.prepare(back.id);
}

// A meter for checking, then one for what is made.
batch::Progress metered(std::optional<RateMeter>& meter, Language language) {
  return [&meter, language, was_checking = false](const batch::State& state) mutable {
    if (was_checking && !state.is_checking) {
      meter->clear();
      meter.emplace(language);
    }
    was_checking = state.is_checking;
    meter->show(state.done, state.refused, state.total);
  };
}

ExitCode run(const Arguments& arguments, const Session& session) {
  require_arguments(arguments);
  const TemplateChoice choice = choose_template(arguments.tmpl);
  const auto engine = make_engine(choice);
  const auto prepared = engine->prepare(choice.id);
  const batch::Job job =
      job_of(arguments, prepare_back(*engine, arguments, choice), session.language);
  const auto table = batch::open_table(*prepared, job);
  print_table(*table);
  if (arguments.dry_run) {
    return check(*engine, *prepared, *table, job, arguments, session);
  }
  const batch::Start start = arguments.resume         ? batch::Start::kResume
                             : arguments.retry_failed ? batch::Start::kRetryFailed
                                                      : batch::Start::kNew;
  std::optional<RateMeter> meter(std::in_place, session.language);
  const auto summary =
      batch::run(*engine, *prepared, *table, job, start, metered(meter, session.language));
  meter->clear();
  print_summary(summary, session.say("{} rows: {} done, {} refused, {} with warnings\n",
                                     "共 {} 行：完成 {}，拒绝 {}，有警告 {}\n"));
  return summary.refused > 0 ? kSomeRefused : kDone;
}

void add_what(CLI::App& command, Arguments& arguments, const Session& session) {
  command.add_option(
      "-t,--template", arguments.tmpl,
      session.say("Template: an id, or the path of its folder", "模板：编号，或其文件夹路径"));
  command.add_option("-d,--data", arguments.job.table,
                     session.say("Table: .csv, .jsonl or .xlsx; columns are called like fields or "
                                 "their Chinese labels",
                                 "表格：.csv、.jsonl 或 .xlsx；列名为字段名或其中文名"));
  command.add_option("-o,--out", arguments.job.out,
                     session.say("Folder for the certificates, the journal and errors.csv; or one "
                                 "PDF for all rows, run.pdf",
                                 "输出文件夹：证照、日志和 errors.csv；或所有行合成的一个 PDF"));
  add_table_options(command, arguments.job.table_options, session);
  command
      .add_option(
          "--ignore", arguments.job.table_options.ignored,
          session.say("Columns that are left out, parted by commas", "忽略的列，以逗号分隔"))
      ->delimiter(',');
  command.add_option(
      "--photos", arguments.job.photos,
      session.say("Folder or ZIP file with the photos; the table's folder by default",
                  "照片文件夹或 ZIP 文件；默认为表格所在文件夹"));
  command.add_option("--name", arguments.job.name,
                     session.say("Names of the files, as '{number}_{holder_name}'; by default the "
                                 "row's number",
                                 "文件名，如 '{number}_{holder_name}'；默认为行号"));
}

void add_how(CLI::App& command, Arguments& arguments, const Session& session) {
  command
      .add_option("--format", arguments.format,
                  session.say("png (default) or pdf", "png（默认）或 pdf"))
      ->check(CLI::IsMember({"png", "pdf"}));
  CLI::Option* dpi = command
                         .add_option("--dpi", arguments.job.render.dpi,
                                     session.say("PNG: pixels per inch, 50 to 1200 (150)",
                                                 "PNG：每英寸像素数，50 至 1200（默认 150）"))
                         ->check(CLI::Range(kMinDpi, kMaxDpi));
  command
      .add_option(
          "--width", arguments.job.render.width_px,
          session.say("PNG: width in pixels instead of --dpi", "PNG：以像素计的宽度，代替 --dpi"))
      ->check(CLI::Range(1, 100'000))
      ->excludes(dpi);
  add_layer_option(command, arguments.layer, /*takes_proof=*/true, session);
  add_paper_options(command, arguments.paper, session);
  command.add_option("--time", arguments.time,
                     session.say("PDF: its date, 2024-03-01T08:00:00Z; none by default",
                                 "PDF：文件日期，如 2024-03-01T08:00:00Z；默认不写"));
  command.add_option("--sign", arguments.sign,
                     session.say("PDF: sign each by this profile (certpress sign --help)",
                                 "PDF：按此签名配置逐份签名（见 certpress sign --help）"));
  command.add_option("--serials", arguments.job.serials,
                     session.say("Serial numbers of the pre-printed stock: A0000001-A0000500",
                                 "预印底版的编号：A0000001-A0000500"));
}

void add_sheets(CLI::App& command, Arguments& arguments, const Session& session) {
  const std::string group =
      session.say("For one PDF (-o run.pdf)", "合成一个 PDF 时（-o run.pdf）");
  command
      .add_option("--collate", arguments.job.collate,
                  session.say("Field whose values follow each other, each beginning a sheet",
                              "按此字段归集，每个值另起一张"))
      ->group(group);
  command
      .add_flag("--cover", arguments.cover,
                session.say("A sheet on top that tells what the run is", "加一张批次封面"))
      ->group(group);
  command
      .add_flag("--piles", arguments.piles,
                session.say("With --n-up: cut piles, laid on each other, are in order",
                            "与 --n-up 同用：裁切后各摞相叠即为原顺序"))
      ->needs("--n-up")
      ->group(group);
  CLI::Option* back =
      command
          .add_option("--back", arguments.back,
                      session.say("Template of the back, of the same size", "背面的模板，尺寸相同"))
          ->group(group);
  command
      .add_option("--duplex", arguments.duplex,
                  session.say("How sheets turn over: long-edge (default) or short-edge",
                              "双面翻转方式：long-edge 长边（默认）或 short-edge 短边"))
      ->check(CLI::IsMember({"long-edge", "short-edge"}))
      ->group(group);
  command
      .add_option("--back-printer", arguments.back_printer,
                  session.say("The printer's profile for backs", "打印机背面的配置"))
      ->needs(back)
      ->group(group);
}

void add_which(CLI::App& command, Arguments& arguments, const Session& session) {
  command.add_flag("--dry-run", arguments.dry_run,
                   session.say("Check all rows, draw and write nothing", "只检查所有行，不制证"));
  command.add_option("--errors", arguments.errors,
                     session.say("With --dry-run: write what is refused to this CSV file",
                                 "与 --dry-run 同用：将错误写入此 CSV 文件"));
  command.add_flag("--resume", arguments.resume,
                   session.say("Go on with a run that was stopped", "继续被中断的批次"));
  command.add_flag("--retry-failed", arguments.retry_failed,
                   session.say("Only the rows that were refused; they may be changed in the table",
                               "只处理被拒绝的行；可先在表格中更正这些行"));
  command.add_option("--shard", arguments.shard,
                     session.say("A part of the rows, for many machines: 3/16",
                                 "只处理一部分行，用于多机并行：3/16"));
  command
      .add_option(
          "--jobs", arguments.job.workers,
          session.say("Threads; one for each processor by default", "线程数；默认与处理器数相同"))
      ->check(CLI::Range(1, 256));
}

}  // namespace

void add_batch(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "batch", session.say("Render a table of records, one certificate for each row",
                           "将一张表格逐行制成证照"));
  add_what(*command, *arguments, session);
  add_how(*command, *arguments, session);
  add_sheets(*command, *arguments, session);
  add_which(*command, *arguments, session);
  add_batch_accounts(*command, session);
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress batch -t road-transport-certificate -d vehicles.csv --dry-run
  certpress batch -t road-transport-certificate -d vehicles.csv -o out/today --format pdf
  certpress batch -t road-transport-certificate -d vehicles.csv -o out/today --format pdf --resume
  certpress batch -t road-transport-certificate -d vehicles.csv -o today.pdf --collate 核发机关 --cover
  certpress batch report out/today)"));
  command->callback([command, arguments, &session] {
    if (command->get_subcommands().empty()) {
      session.run = [arguments, &session] { return run(*arguments, session); };
    }
  });
}

}  // namespace certpress::cli
