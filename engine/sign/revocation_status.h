// Reads one OCSP answer or one revocation list and says what it proves of one certificate.
#pragma once

#include <ctime>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "certpress/diagnostic.h"

#include "../pki/openssl.h"

namespace certpress::sign {

// The answer proves nothing: it is malformed, not signed as it must be, out of date ...
class Unusable : public std::exception {
 public:
  explicit Unusable(Message message) : message_(std::move(message)) {}
  [[nodiscard]] const Message& message() const { return message_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.en.c_str(); }

 private:
  Message message_;
};

struct Status {
  bool revoked = false;
  // The certificate is in this state for signing times from ... until.
  std::time_t from = 0;
  std::time_t until = 0;
  // The responder's own certificate, when it is not the issuer's; null otherwise.
  pki::X509Ptr responder;
};

// The certificate, who issued it, and the time at which its status is asked.
struct Question {
  X509* certificate = nullptr;
  X509* issuer = nullptr;
  std::time_t time = 0;
};

std::string ocsp_request(const Question& question);

// Both throw Unusable.
Status read_ocsp(const Question& question, std::string_view response);
Status read_crl(const Question& question, std::string_view crl);

}  // namespace certpress::sign
