#include "http_rules.h"

#include <boost/beast/http/error.hpp>

#include "letter_case.h"

namespace certpress::service {

namespace http = boost::beast::http;

namespace {

// The parser's own word, and not the socket's.
bool is_of_parser(const boost::system::error_code& error) {
  return error.category() == make_error_code(http::error::bad_method).category();
}

}  // namespace

std::optional<Fault> fault_of_head(const boost::system::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return Fault::kHeaderTooLarge;
  }
  if (error == http::error::bad_version) {
    return Fault::kVersion;
  }
  if (error == http::error::bad_content_length || error == http::error::bad_transfer_encoding ||
      error == http::error::multiple_content_length) {
    return Fault::kFraming;
  }
  if (!is_of_parser(error) || error == http::error::end_of_stream ||
      error == http::error::partial_message) {
    return std::nullopt;
  }
  return Fault::kMalformed;
}

std::optional<Fault> fault_of_body(const boost::system::error_code& error) {
  if (error == http::error::body_limit) {
    return Fault::kBodyTooLarge;
  }
  if (error && error != http::error::partial_message && is_of_parser(error)) {
    return Fault::kFraming;
  }
  return std::nullopt;
}

std::optional<Fault> ambiguity(const http::request_header<>& head, const Request& request) {
  constexpr unsigned kHttp11 = 11;
  // Two readers of one request must see the same end of its body (RFC 9112, 11.2).
  const auto encoding = request.header("Transfer-Encoding");
  if (encoding && (!is_same_in_any_case(*encoding, "chunked") || head.version() != kHttp11)) {
    return Fault::kFraming;
  }
  // And the same host (RFC 9112, 3.2).
  const std::size_t hosts = head.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && head.version() == kHttp11)) {
    return Fault::kMalformed;
  }
  return std::nullopt;
}

std::string_view known_method(http::verb verb) {
  return verb == http::verb::unknown ? "other" : std::string_view(http::to_string(verb));
}

}  // namespace certpress::service
