#include "findings.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace certpress::parse {

void Report::add(Diagnostic diagnostic) {
  if (is_full()) {
    return;
  }
  const bool is_error = diagnostic.severity == Severity::kError;
  list_.push_back(std::move(diagnostic));
  if (is_error && ++errors_ == kMaxErrors) {
    Place end;
    end.file = list_.back().place.file;
    list_.push_back({Severity::kNote,
                     "template/too-many-errors",
                     end,
                     {fmt::format("only the first {} errors are listed", kMaxErrors),
                      fmt::format("只列出前 {} 个错误", kMaxErrors)},
                     {}});
  }
}

std::vector<Diagnostic> Report::sorted() const {
  std::map<std::string, std::size_t> order;  // of the files
  for (const Diagnostic& diagnostic : list_) {
    order.try_emplace(diagnostic.place.file, order.size());
  }
  auto sorted = list_;
  std::ranges::stable_sort(sorted, {}, [&](const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    const bool placed = place.line > 0;
    return std::tuple(order.at(place.file), !placed, place.line, place.column);
  });
  return sorted;
}

void Findings::error(std::string code, std::size_t offset, Message message, Message hint) {
  if (!report_.is_full()) {
    report_.add(
        {Severity::kError, std::move(code), place(offset), std::move(message), std::move(hint)});
  }
}

void Findings::warning(std::string code, std::size_t offset, Message message, Message hint) {
  report_.add(
      {Severity::kWarning, std::move(code), place(offset), std::move(message), std::move(hint)});
}

Place Findings::place(std::size_t offset) const {
  Place place = source_.place(offset);
  place.element = element_;
  place.field = field_;
  return place;
}

Findings::Subject::Subject(Findings& findings, std::string element, std::string field)
    : findings_(findings) {
  findings_.element_ = std::move(element);
  findings_.field_ = std::move(field);
}

Findings::Subject::~Subject() {
  findings_.element_.clear();
  findings_.field_.clear();
}

}  // namespace certpress::parse
