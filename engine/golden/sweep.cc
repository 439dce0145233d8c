#include "sweep.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "../base/fingerprint.h"
#include "record_generator.h"

namespace certpress::golden {

namespace {

namespace fs = std::filesystem;

constexpr int kRecordsOfATemplate = 75;

std::string sample_of(const Workshop& workshop, const std::string& id) {
  for (const fs::path& root : workshop.folders().templates) {
    const fs::path sample = root / id / "samples" / "standard.json";
    std::error_code error;
    if (fs::is_regular_file(sample, error)) {
      return sample.string();
    }
  }
  throw std::runtime_error("no samples/standard.json beside the template " + id);
}

// The ink of each element: a dump without what is no ink, boxes and the base's mark. Sorted by
// element, because an order that shows is a matter for the cases.
std::map<std::string, std::string> ink_by_element(const std::string& dump) {
  std::map<std::string, std::string> out;
  std::istringstream in(dump);
  std::string element;
  std::string word;
  in >> word >> word >> word;  // "sheet", id and version: none of them is ink
  std::getline(in, out["page"]);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(' ')) {
      out[element] += line + "\n";
      continue;
    }
    std::istringstream words(line);
    words >> element >> word >> word;  // variability, then layer
    out[element] += word + "\n";
  }
  return out;
}

}  // namespace

Sweep read_sweep(const std::string& text) {
  Sweep out;
  std::istringstream in(text);
  std::string id;
  std::string kind;
  std::string name;
  std::string fingerprint;
  while (in >> id >> kind >> name >> fingerprint) {
    out[id].emplace(fmt::format("{} {}", kind, name), fingerprint);
  }
  return out;
}

std::string to_text(const Sweep& sweep) {
  std::string out;
  for (const auto& [id, fingerprints] : sweep) {
    for (const auto& [name, fingerprint] : fingerprints) {
      out += fmt::format("{} {} {}\n", id, name, fingerprint);
    }
  }
  return out;
}

Fingerprints sweep_of(const Workshop& workshop, const std::string& template_id) {
  const Workshop::Ready with = workshop.ready({}, template_id);
  const fs::path sample = sample_of(workshop, template_id);
  const std::string sample_text = read_file(sample);
  RecordInput input;
  input.name = "generated";
  input.pictures = [folder = sample.parent_path()](std::string_view name) {
    return std::optional(Bytes::from_string(read_file(folder / name)));
  };
  Fingerprints out;
  std::map<std::string, Fingerprint> elements;
  for (int i = 1; i <= kRecordsOfATemplate; ++i) {
    input.json = generate_record(with.prepared->info(), sample_text, static_cast<std::uint64_t>(i));
    Fingerprint record;
    try {
      for (const auto& [element, ink] :
           ink_by_element(with.engine->inspect(*with.prepared, input))) {
        record.mix(ink);
        elements[element].mix(ink);
      }
    } catch (const Refused& refused) {
      for (const Diagnostic& diagnostic : refused.diagnostics()) {
        record.mix(diagnostic.code + " " + diagnostic.place.field + " " + diagnostic.place.element);
      }
    }
    out.emplace(fmt::format("record {:03}", i), record.text());
  }
  for (const auto& [element, print] : elements) {
    out.emplace("element " + element, print.text());
  }
  return out;
}

CaseResult judge_sweep(const std::string& template_id, const Fingerprints& expected,
                       const Fingerprints& actual) {
  CaseResult result;
  result.name = std::string(kSweepPrefix) + template_id;
  if (expected.empty()) {
    result.outcome = Outcome::kNew;
    return result;
  }
  Fingerprints names = expected;
  names.insert(actual.begin(), actual.end());
  std::string records;
  int count = 0;
  for (const auto& [name, unused] : names) {
    const auto was = expected.find(name);
    const auto is = actual.find(name);
    if (was != expected.end() && is != actual.end() && was->second == is->second) {
      continue;
    }
    const std::string what = name.substr(name.find(' ') + 1);
    if (name.starts_with("record ")) {
      records += (records.empty() ? "" : ", ") + what;
      ++count;
    } else {
      result.changes.push_back(
          {ChangeKind::kInk,
           what == "page" ? "" : what,
           {"changed in some of the generated records", "在部分生成的记录中有改变"},
           {},
           {}});
    }
  }
  if (!names.empty() && (count > 0 || !result.changes.empty())) {
    result.outcome = Outcome::kDiffers;
    result.remarks.push_back(
        {fmt::format("{} of {} generated records differ: {}", count, kRecordsOfATemplate, records),
         fmt::format("{} 条生成的记录中有 {} 条不同：{}", kRecordsOfATemplate, count, records)});
  }
  return result;
}

}  // namespace certpress::golden
