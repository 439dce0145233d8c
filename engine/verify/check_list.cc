#include "check_list.h"

namespace certpress::verify {

void CheckList::passed(std::string code, Message message) {
  checks_.push_back({std::move(code), CheckStatus::kPassed, std::move(message)});
}

void CheckList::warning(std::string code, Message message) {
  checks_.push_back({std::move(code), CheckStatus::kWarning, std::move(message)});
}

void CheckList::unknown(std::string code, Message message) {
  checks_.push_back({std::move(code), CheckStatus::kUnknown, std::move(message)});
}

void CheckList::broken(std::string code, Message message) {
  if (!first_broken_) {
    first_broken_ = message;
  }
  checks_.push_back({std::move(code), CheckStatus::kFailed, std::move(message)});
}

void CheckList::untrusted(std::string code, Message message, CheckStatus status) {
  if (!first_untrusted_) {
    first_untrusted_ = message;
  }
  checks_.push_back({std::move(code), status, std::move(message)});
}

}  // namespace certpress::verify
