#include "environment.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace certpress::golden {

std::string to_text(const Environment& environment) {
  std::string out;
  for (const auto& [name, value] : environment) {
    out += fmt::format("{} {}\n", name, value);
  }
  return out;
}

Environment read_environment(const std::string& text) {
  Environment out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (const std::size_t space = line.rfind(' '); space != std::string::npos) {
      out.emplace(line.substr(0, space), line.substr(space + 1));
    }
  }
  return out;
}

std::vector<SuiteResult::Deviation> deviations(const Environment& golden, const Environment& here) {
  std::vector<SuiteResult::Deviation> out;
  Environment names = golden;
  names.insert(here.begin(), here.end());
  const auto value_in = [](const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found != environment.end() ? found->second : std::string();
  };
  for (const auto& [name, unused] : names) {
    std::string was = value_in(golden, name);
    std::string is = value_in(here, name);
    if (was != is) {
      out.push_back({name, std::move(was), std::move(is)});
    }
  }
  return out;
}

namespace {

// A hash is told by its first digits.
std::string shown(const std::string& value) {
  constexpr std::size_t kHash = 64;
  return value.empty() ? "–" : value.size() == kHash ? value.substr(0, 12) + "…" : value;
}

double moved_by(const Change& change) {
  return std::hypot(change.after.x - change.before.x, change.after.y - change.before.y);
}

}  // namespace

Message SuiteResult::about_environment() const {
  if (environment.empty()) {
    return {};
  }
  Message out;
  for (const Deviation& one : environment) {
    out.en += fmt::format("{}your {} is {}, the goldens were made with {}",
                          out.en.empty() ? "" : "; ", one.name, shown(one.here), shown(one.golden));
    out.zh += fmt::format("{}此处 {} 为 {}，基准为 {}", out.zh.empty() ? "" : "；", one.name,
                          shown(one.here), shown(one.golden));
  }
  double farthest = 0;
  std::int64_t largest = 0;
  for (const CaseResult& one : cases) {
    for (const Change& change : one.changes) {
      farthest = std::max(farthest, change.kind == ChangeKind::kMoved ? moved_by(change) : 0);
    }
    largest = std::max(largest, one.pixels ? one.pixels->largest_blob : 0);
  }
  const std::size_t differing = count(Outcome::kDiffers);
  out.en += fmt::format(": {} of {} cases differ, by at most {:.3f} mm and {} pixels in one spot",
                        differing, cases.size(), farthest, largest);
  out.zh += fmt::format("：{} 个用例中有 {} 个不同，最多移动 {:.3f} 毫米，最大一处 {} 像素",
                        cases.size(), differing, farthest, largest);
  return out;
}

}  // namespace certpress::golden
