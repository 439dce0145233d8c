#include "refusals.h"

namespace certpress {

void Refusals::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kError) {
    ++errors_;
  }
  list_.push_back(std::move(diagnostic));
}

void Refusals::error(std::string code, Place place, Message message, Message hint) {
  add({Severity::kError, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void Refusals::warning(std::string code, Place place, Message message, Message hint) {
  add({Severity::kWarning, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void Refusals::note(std::string code, Place place, Message message, Message hint) {
  add({Severity::kNote, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void Refusals::throw_if_any() {
  if (has_errors()) {
    throw Refused(std::move(list_));
  }
}

}  // namespace certpress
