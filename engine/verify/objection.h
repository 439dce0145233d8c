// Why a check ends: thrown inside verify/ where a file is not as it must be, and caught by the
// stage that tells it in the report. It never leaves verify_pdf.
#pragma once

#include <string>
#include <utility>

#include "certpress/diagnostic.h"

namespace certpress::verify {

class Objection {
 public:
  Objection(std::string code, Message message)
      : code_(std::move(code)), message_(std::move(message)) {}
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const Message& message() const { return message_; }

 private:
  std::string code_;
  Message message_;
};

}  // namespace certpress::verify
