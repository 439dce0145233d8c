// The results of a run for other programs: JUnit XML and JSON.
#include <cstddef>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "certpress/golden.h"

#include "../base/xml.h"
#include "results_json.h"

namespace certpress::golden {

namespace {

// Everything that there is to say about a case, a line each.
std::string story(const CaseResult& one) {
  std::string out;
  for (const Change& change : one.changes) {
    out += sentence(change).en + "\n";
  }
  for (const Message& remark : one.remarks) {
    out += remark.en + "\n";
  }
  if (one.outcome == Outcome::kFailed) {
    for (const Diagnostic& diagnostic : one.diagnostics) {
      out += to_text(diagnostic, Language::kEnglish);
    }
  }
  return out;
}

Json to_json(const Area& area) { return Json::array({area.x, area.y, area.width, area.height}); }

Json to_json(const Message& message) { return {{"en", message.en}, {"zh", message.zh}}; }

}  // namespace

Json to_json(const CaseResult& one) {
  Json changes = Json::array();
  for (const Change& change : one.changes) {
    changes.push_back({{"element", change.element},
                       {"kind", name_of(change.kind)},
                       {"message", to_json(change.message)},
                       {"before_mm", to_json(change.before)},
                       {"after_mm", to_json(change.after)}});
  }
  Json remarks = Json::array();
  for (const Message& remark : one.remarks) {
    remarks.push_back(to_json(remark));
  }
  Json diagnostics = Json::array();
  for (const Diagnostic& diagnostic : one.diagnostics) {
    diagnostics.push_back({{"code", diagnostic.code},
                           {"file", diagnostic.place.file},
                           {"line", diagnostic.place.line},
                           {"element", diagnostic.place.element},
                           {"message", to_json(diagnostic.message)}});
  }
  Json out{{"name", one.name},
           {"outcome", name_of(one.outcome)},
           {"seconds", one.seconds},
           {"changes", std::move(changes)},
           {"remarks", std::move(remarks)},
           {"diagnostics", std::move(diagnostics)}};
  if (one.pixels) {
    out["pixels"] = {{"differing", one.pixels->differing},
                     {"perceptible", one.pixels->perceptible},
                     {"largest_blob", one.pixels->largest_blob}};
  }
  return out;
}

std::string to_junit(const SuiteResult& result) {
  const std::size_t failures =
      result.count(Outcome::kDiffers) + result.count(Outcome::kNew) + result.count(Outcome::kFixed);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<testsuites><testsuite name=\"certpress golden\" tests=\"{}\" failures=\"{}\" "
      "errors=\"{}\" skipped=\"{}\" time=\"{:.3f}\">\n",
      result.cases.size(), failures, result.count(Outcome::kFailed),
      result.count(Outcome::kKnownBad), result.seconds);
  for (const CaseResult& one : result.cases) {
    const std::size_t slash = one.name.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : one.name.substr(0, slash);
    out += fmt::format("<testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"",
                       xml_escaped(folder), xml_escaped(one.name.substr(slash + 1)), one.seconds);
    if (one.outcome == Outcome::kPassed) {
      out += "/>\n";
      continue;
    }
    const char* tag = one.outcome == Outcome::kFailed     ? "error"
                      : one.outcome == Outcome::kKnownBad ? "skipped"
                                                          : "failure";
    out += fmt::format("><{} message=\"{}\">{}</{}></testcase>\n", tag, name_of(one.outcome),
                       xml_escaped(story(one)), tag);
  }
  if (!result.environment.empty()) {
    out += "<system-out>" + xml_escaped(result.about_environment().en) + "</system-out>\n";
  }
  return out + "</testsuite></testsuites>\n";
}

std::string to_json(const SuiteResult& result) {
  Json environment = Json::array();
  for (const SuiteResult::Deviation& one : result.environment) {
    environment.push_back({{"name", one.name}, {"golden", one.golden}, {"here", one.here}});
  }
  Json cases = Json::array();
  for (const CaseResult& one : result.cases) {
    cases.push_back(to_json(one));
  }
  return Json{{"passed", result.passed()},
              {"seconds", result.seconds},
              {"environment", std::move(environment)},
              {"cases", std::move(cases)}}
             .dump(1) +
         "\n";
}

}  // namespace certpress::golden
