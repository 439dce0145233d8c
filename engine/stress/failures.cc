#include "failures.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "collisions.h"
#include "worst_cases.h"

namespace certpress::stress {

std::vector<Diagnostic> failures(const model::Template& of,
                                 const std::function<sheet::Sheet(const model::Record&)>& lay_out) {
  std::vector<Diagnostic> all;
  std::set<std::tuple<std::string, std::string, std::string>> told;
  for (const WorstCase& worst : worst_cases(of)) {
    std::vector<Diagnostic> found;
    try {
      found = collisions(of, lay_out(worst.record));
    } catch (const Refused& refused) {
      found = refused.diagnostics();
    }
    for (Diagnostic& diagnostic : found) {
      const Place& place = diagnostic.place;
      if (!told.insert({diagnostic.code, place.element, place.field}).second) {
        continue;
      }
      if (diagnostic.hint.empty()) {
        diagnostic.hint = {"found with " + worst.name.en, "出现于：" + worst.name.zh};
      }
      all.push_back(std::move(diagnostic));
    }
  }
  return all;
}

}  // namespace certpress::stress
