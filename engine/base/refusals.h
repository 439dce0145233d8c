// Collects diagnostics while a stage goes on, and refuses at its end when there was an error.
#pragma once

#include <utility>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress {

class Refusals {
 public:
  void add(Diagnostic diagnostic);
  void error(std::string code, Place place, Message message, Message hint = {});
  void warning(std::string code, Place place, Message message, Message hint = {});
  void note(std::string code, Place place, Message message, Message hint = {});

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] int errors() const { return errors_; }
  // Throws Refused with everything collected when there was an error.
  void throw_if_any();
  // What was collected, without errors (call throw_if_any first).
  [[nodiscard]] std::vector<Diagnostic> take() { return std::move(list_); }

 private:
  std::vector<Diagnostic> list_;
  int errors_ = 0;
};

}  // namespace certpress
