// A folder of cases: finds them, runs them on every processor, accepts what they make.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "certpress/golden.h"

#include "../base/refusals.h"
#include "case_file.h"
#include "environment.h"
#include "judge.h"
#include "sweep.h"
#include "workshop.h"

namespace certpress::golden {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Diagnostic failure(const std::string& code, const std::string& file, Message message,
                   Message hint = {}) {
  Place place;
  place.file = file;
  return {Severity::kError, code, place, std::move(message), std::move(hint)};
}

std::string text_if_any(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) ? read_file(file) : std::string();
}

// More than these would make a report too heavy to open.
constexpr int kPagesOfAReport = 40;

}  // namespace

class Suite::Parts {
 public:
  Parts(fs::path suite, FolderResources::Folders folders)
      : folder(std::move(suite)), workshop(std::move(folders)) {}

  // Folders with a case.yaml, and the sweeps, whose name holds the filter.
  [[nodiscard]] std::vector<std::string> names(const std::string& filter) const {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().filename() == "case.yaml") {
        out.push_back(entry.path().parent_path().lexically_relative(folder).generic_string());
      }
    }
    for (const auto& [id, unused] : sweep()) {
      out.push_back(std::string(kSweepPrefix) + id);
    }
    // A filter that names one case means this case and not those whose names begin like it.
    const bool exact = std::ranges::find(out, filter) != out.end();
    std::erase_if(out, [&](const std::string& name) {
      return exact ? name != filter : name.find(filter) == std::string::npos;
    });
    std::ranges::sort(out);
    return out;
  }

  [[nodiscard]] Sweep sweep() const {
    Sweep kept = read_sweep(text_if_any(folder / "sweep.txt"));
    for (const std::string& id : workshop.shipped()) {
      kept[id];  // a new template is swept too
    }
    return kept;
  }

  [[nodiscard]] CaseResult run(const std::string& name, std::atomic<int>& pages) const {
    const auto start = Clock::now();
    CaseResult result;
    try {
      result = name.starts_with(kSweepPrefix) ? run_sweep(name) : run_case(name, pages);
    } catch (const Refused& refused) {
      result.outcome = Outcome::kFailed;
      result.diagnostics = refused.diagnostics();
    } catch (const std::exception& error) {
      result.outcome = Outcome::kFailed;
      result.diagnostics = {failure("golden/failed", name, {error.what(), error.what()})};
    }
    result.name = name;
    result.seconds = seconds_since(start);
    return result;
  }

  const fs::path folder;
  const Workshop workshop;

 private:
  [[nodiscard]] CaseResult run_case(const std::string& name, std::atomic<int>& pages) const {
    const Case wanted = read_case(folder, name);
    CaseResult result = judge(wanted, expected_of(wanted), workshop.make(wanted));
    if (result.needs_attention() && result.actual.sheet && pages.fetch_sub(1) > 0) {
      result.lost = workshop.add_pages(wanted, result.expected, result.actual);
    }
    return result;
  }

  [[nodiscard]] CaseResult run_sweep(const std::string& name) const {
    const std::string id = name.substr(kSweepPrefix.size());
    return judge_sweep(id, sweep().at(id), sweep_of(workshop, id));
  }
};

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPassed:
      return "passed";
    case Outcome::kDiffers:
      return "differs";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kNew:
      return "new";
    case Outcome::kKnownBad:
      return "known-bad";
    case Outcome::kFixed:
      return "fixed";
  }
  return {};
}

bool CaseResult::needs_attention() const {
  return outcome != Outcome::kPassed && outcome != Outcome::kKnownBad;
}

bool SuiteResult::passed() const {
  return std::ranges::none_of(cases, &CaseResult::needs_attention);
}

std::size_t SuiteResult::count(Outcome outcome) const {
  return static_cast<std::size_t>(std::ranges::count(cases, outcome, &CaseResult::outcome));
}

Suite::Suite(fs::path folder, FolderResources::Folders folders)
    : parts_(std::make_unique<const Parts>(std::move(folder), std::move(folders))) {}

Suite::~Suite() = default;

SuiteResult Suite::run(const std::string& filter, bool with_pages, const Progress& progress) const {
  const auto start = Clock::now();
  SuiteResult result;
  result.whole = filter.empty();
  result.here = parts_->workshop.environment();
  result.environment =
      deviations(read_environment(text_if_any(parts_->folder / "environment.txt")), result.here);
  const std::vector<std::string> names = parts_->names(filter);
  result.cases.resize(names.size());
  std::atomic<std::size_t> next{0};
  std::atomic<int> pages{with_pages ? kPagesOfAReport : 0};
  std::mutex mutex;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < names.size(); i = next++) {
      result.cases[i] = parts_->run(names[i], pages);
      const std::lock_guard lock(mutex);
      ++done;
      if (progress) {
        progress(done, names.size(), result.cases[i]);
      }
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 1; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    workers.emplace_back(work);
  }
  work();
  workers.clear();  // joins
  result.seconds = seconds_since(start);
  return result;
}

bool Suite::is_acceptable(const CaseResult& result) {
  return result.outcome == Outcome::kDiffers || result.outcome == Outcome::kNew;
}

void Suite::accept(const SuiteResult& result) const {
  if (!result.environment.empty() && !result.whole &&
      fs::exists(parts_->folder / "environment.txt")) {
    throw Refused(failure("golden/other-environment", "environment.txt", result.about_environment(),
                          {"accept the whole suite, or use the environment of the goldens",
                           "请接受整套用例，或使用与基准相同的环境"}));
  }
  Sweep sweep = parts_->sweep();
  const std::string sweep_before = to_text(sweep);
  for (const CaseResult& one : result.cases) {
    if (!is_acceptable(one)) {
      continue;
    }
    if (one.name.starts_with(kSweepPrefix)) {
      const std::string id = one.name.substr(kSweepPrefix.size());
      sweep[id] = sweep_of(parts_->workshop, id);
      continue;
    }
    const Case of = read_case(parts_->folder, one.name);
    const auto keep = [&](bool wanted, const char* file, const std::optional<std::string>& bytes) {
      if (wanted && bytes) {
        write_file(of.folder / file, *bytes);
      }
    };
    keep(of.expect.sheet, "sheet.txt", one.actual.sheet);
    keep(of.expect.page, "page.png", one.actual.page);
    keep(of.expect.text, "text.txt", one.actual.text);
    keep(of.expect.diagnostics, "diagnostics.txt", one.actual.diagnostics);
  }
  if (const std::string text = to_text(sweep); text != sweep_before) {
    write_file(parts_->folder / "sweep.txt", text);
  }
  if (!result.environment.empty()) {
    write_file(parts_->folder / "environment.txt", to_text(result.here));
  }
}

void Suite::add(const NewCase& wanted) const {
  const auto is_fit = [](const fs::path& part) {
    const std::string text = part.string();
    return !text.empty() &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
  };
  const fs::path name(wanted.name);
  const fs::path target = parts_->folder / name;
  if (name.empty() || !std::ranges::all_of(name, is_fit) || fs::exists(target / "case.yaml")) {
    throw Refused(failure("golden/bad-name", wanted.name,
                          {"a case needs a name that is free, of lower-case letters, digits and -",
                           "用例名须未被占用，且仅含小写字母、数字和 -"}));
  }
  fs::create_directories(target);
  std::string record = "blank";
  if (!wanted.record.empty()) {
    record = fs::absolute(wanted.record).lexically_relative(fs::absolute(target)).generic_string();
  }
  write_file(target / "case.yaml", case_text(wanted, record));
}

}  // namespace certpress::golden
