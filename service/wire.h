// An answer's head as the bytes that go out, with the headers that every answer has.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "message.h"

namespace certpress::service {

struct WireOptions {
  int http_minor = 1;  // of the request: HTTP/1.0 or 1.1
  bool keep_alive = true;
  bool secure = false;  // by TLS
  std::time_t time = 0;
  std::string_view request_id{};
  std::string_view traceparent{};
};

// Up to and including the empty line. Content-Length is the body's, also where none is sent (HEAD).
std::string head_of(const Response& response, const WireOptions& options);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_date(std::time_t time);

}  // namespace certpress::service
