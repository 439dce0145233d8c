// The names by which an exchange is found again: X-Request-Id, and W3C Trace Context.
#pragma once

#include <optional>
#include <string>

namespace certpress::service {

// The client's id when it is harmless (1 to 128 letters, digits and "-_."), else a new one.
std::string request_id(const std::optional<std::string>& sent);

struct Trace {
  std::string trace_id;  // 32 hexadecimal digits
  std::string span_id;   // 16: of this exchange
  std::string flags;     // 2

  [[nodiscard]] std::string to_traceparent() const {
    return "00-" + trace_id + "-" + span_id + "-" + flags;
  }
};

// Continues the client's trace (W3C Trace Context, 3.2), or begins one when there is none or it is
// malformed.
Trace continue_trace(const std::optional<std::string>& traceparent);

// `digits` random hexadecimal digits. Not for secrets.
std::string random_hex(int digits);

}  // namespace certpress::service
