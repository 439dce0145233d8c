// Who is told what happens: logs and metrics. Called on the event loop, and must not block it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "message.h"

namespace certpress::service {

struct Exchange {
  std::string_view method;  // "other" when it is none that HTTP defines
  int status = 0;
  std::size_t bytes = 0;  // of the answer's body
  double seconds = 0;     // from the last byte of the request to the first of the answer
  const Facts& facts;
  std::string_view request_id;
  std::string_view trace_id;
};

class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  virtual void answered(const Exchange& exchange) = 0;
  // A client that went away before it had its answer.
  virtual void abandoned(const Facts& facts) = 0;
  virtual void connected() = 0;
  virtual void disconnected() = 0;
  // Closed at once: "connections", "address"; or by a timeout: "header", "body", "send",
  // "handshake".
  virtual void closed(std::string_view reason) = 0;
  // A fault of the program: what was thrown, without what it says, which may be personal.
  virtual void failed(std::string_view type, std::string_view request_id) = 0;
};

}  // namespace certpress::service
