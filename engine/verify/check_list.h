// Collects what the stages of a verification found, and remembers what that means for the verdict.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "certpress/verification.h"

#include "objection.h"

namespace certpress::verify {

class CheckList {
 public:
  void passed(std::string code, Message message);
  void warning(std::string code, Message message);
  void unknown(std::string code, Message message);
  // Failed: the file is not what was sealed, or not of the form that can be judged.
  void broken(std::string code, Message message);
  void broken(const Objection& objection) { broken(objection.code(), objection.message()); }
  // Intact, but not trusted or short of what was required.
  void untrusted(std::string code, Message message, CheckStatus status = CheckStatus::kFailed);

  // What failed first, if anything.
  [[nodiscard]] const std::optional<Message>& first_broken() const { return first_broken_; }
  [[nodiscard]] const std::optional<Message>& first_untrusted() const { return first_untrusted_; }
  [[nodiscard]] std::vector<Check> take() { return std::move(checks_); }

 private:
  std::vector<Check> checks_;
  std::optional<Message> first_broken_;
  std::optional<Message> first_untrusted_;
};

}  // namespace certpress::verify
