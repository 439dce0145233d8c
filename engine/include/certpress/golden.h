// Golden cases: certificates that must come out as they once did.
//
// A case is a folder with a case.yaml (template, record, options) and what is expected of it: any
// of sheet.txt (the sheet's dump), page.png, text.txt (extracted from the PDF), diagnostics.txt (a
// refusal). golden/README.md tells the form. It writes files in the suite's folder alone.
//
// Threads: a Suite is used from one thread and runs its cases on many.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certpress/compare.h"
#include "certpress/diagnostic.h"
#include "certpress/engine.h"
#include "certpress/resources.h"

namespace certpress::golden {

// Everything that decides how a certificate looks and is not in its template: versions of the
// libraries, "font <id>" -> SHA-256.
using Environment = std::map<std::string, std::string>;

enum class Outcome {
  kPassed,
  kDiffers,
  kFailed,    // refused, although it should render; or its case.yaml is wrong
  kNew,       // nothing is expected yet: accept it
  kKnownBad,  // marked xfail, and differs or fails as it should
  kFixed,     // marked xfail, and passes: take the mark away
};
[[nodiscard]] std::string_view name_of(Outcome outcome);

// What one case should be and what it is. A member is empty when the case does not ask for it.
struct Witnesses {
  std::optional<std::string> sheet;
  std::optional<std::string> page;  // PNG
  std::optional<std::string> text;
  std::optional<std::string> diagnostics;
};

struct CaseResult {
  std::string name;  // folder below the suite's: "road-transport-certificate/filled-ink"
  Outcome outcome = Outcome::kPassed;
  // From the sheets; from the pictures only when the sheets are equal.
  std::vector<Change> changes;
  std::optional<PixelDifference> pixels;
  // What else there is to say: a line of text that differs, why a case is known to be bad.
  std::vector<Message> remarks;
  // Why the case failed.
  std::vector<Diagnostic> diagnostics;
  Witnesses expected;
  Witnesses actual;
  // Elements that the expected picture lacks, because it was drawn from a dump.
  std::vector<std::string> lost;
  double dpi = 0;
  double seconds = 0;

  // What a run must not end with: kDiffers, kFailed, kNew, kFixed.
  [[nodiscard]] bool needs_attention() const;
};

struct SuiteResult {
  // Name -> what the goldens were made with, what there is now; only what differs.
  struct Deviation {
    std::string name;
    std::string golden;
    std::string here;
  };
  std::vector<Deviation> environment;
  std::vector<CaseResult> cases;  // by name
  double seconds = 0;
  bool whole = false;  // no case was left out
  Environment here;

  [[nodiscard]] bool passed() const;
  [[nodiscard]] std::size_t count(Outcome outcome) const;
  // "your cairo is 1.18, the goldens were made with 1.16: 12 cases differ, by at most …"; empty
  // when the environment is the same.
  [[nodiscard]] Message about_environment() const;
};

// How far a run is: called from its threads, one call at a time.
using Progress = std::function<void(std::size_t done, std::size_t total, const CaseResult& last)>;

struct NewCase {
  std::string name;
  std::string template_id;
  std::filesystem::path record;  // empty: the blank form
  double dpi = 96;
  LayerChoice layer = LayerChoice::kAll;
  std::vector<std::string> expect;  // "sheet", "page", "text", "diagnostics"
};

class Suite {
 public:
  // `folders` finds the shipped templates and the fonts; `folder` holds the cases.
  Suite(std::filesystem::path folder, FolderResources::Folders folders);
  ~Suite();
  Suite(const Suite&) = delete;
  Suite& operator=(const Suite&) = delete;

  // Runs the cases whose name holds `filter` (all, when it is empty) on every processor. Wrong case
  // files are results, not exceptions. `with_pages` draws the pages of cases that need attention
  // although they keep none, for to_html.
  [[nodiscard]] SuiteResult run(const std::string& filter, bool with_pages,
                                const Progress& progress) const;

  // Whether accept would take this result: it rendered, and something about it is new.
  [[nodiscard]] static bool is_acceptable(const CaseResult& result);
  // Makes what was found what is expected, for each acceptable result. Throws Refused
  // (golden/other-environment) when other goldens would be left that another environment made.
  void accept(const SuiteResult& result) const;

  // Makes a case's folder; run and accept it to give it its expectations. Throws Refused when the
  // name is taken or unfit.
  void add(const NewCase& wanted) const;

 private:
  class Parts;
  std::unique_ptr<const Parts> parts_;
};

// For continuous integration: JUnit XML; for programs: JSON; for people: one HTML file.
[[nodiscard]] std::string to_junit(const SuiteResult& result);
[[nodiscard]] std::string to_json(const SuiteResult& result);
[[nodiscard]] std::string to_html(const SuiteResult& result, Language language);

}  // namespace certpress::golden
