// Requests as they come on a connection, without the socket: parsed by the parser of connection.h,
// admitted and answered by the public site over two tiny templates, work done at once. No answer is
// a fault of ours, and no header breaks out of its line.
#include <algorithm>
#include <string>
#include <variant>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>

#include "api.h"
#include "fuzz_target.h"
#include "places.h"
#include "routes.h"
#include "service.h"
#include "wire.h"

namespace certpress::fuzz {

namespace {

namespace http = boost::beast::http;
using namespace certpress::service;

// A service that serves nobody else.
struct Stage {
  Settings settings = [] {
    Settings made;
    const std::string root = CERTPRESS_SOURCE_DIR;
    made.folders.templates = {root + "/tests/data/names"};
    made.folders.fonts = root + "/fonts";
    made.pixels = 100'000;
    made.body_bytes = 1U << 20U;
    return made;
  }();
  Log log{"error"};
  Metrics metrics;
  Audit audit{{}};
  WorkerPool renderers{1, 1};
  RenderCache cache{settings.cache_bytes};
  Service service{settings, log, metrics, audit, renderers, cache, load_state(settings)};
  RoutedSite site{service, public_routes(), /*trusted=*/false};
};

Stage& stage() {
  static Stage one;
  return one;
}

void check(const Response& response) {
  constexpr int kNotImplemented = 501;  // a method that HTTP does not know
  require(response.status >= 200 && (response.status < 500 || response.status == kNotImplemented),
          "no answer is a fault of ours");
  for (const Header& header : response.headers) {
    for (const std::string& text : {header.name, header.value}) {
      require(
          std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }),
          "a header stays in its line");
    }
  }
  (void)head_of(response, {.request_id = "id", .traceparent = "trace"});
}

Response carried_out(Answer answer) {
  while (const auto* work = std::get_if<Work>(&answer)) {
    answer = (*work)()();
  }
  return std::get<Response>(std::move(answer));
}

void serve(const http::request_header<>& head, std::string body) {
  Request request;
  request.method = head.method_string();
  request.target = head.target();
  request.id = "id";
  for (const auto& field : head) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request.body = std::move(body);
  Admitted admitted = stage().site.admit(request);
  if (const auto* refused = std::get_if<Response>(&admitted)) {
    check(*refused);
    return;
  }
  auto& admission = std::get<Admission>(admitted);
  if (request.body.size() <= admission.max_body) {
    check(carried_out(admission.respond(std::move(request))));
  }
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(http_request) {
  using namespace certpress::fuzz;
  stage().cache.clear();  // what came before must not matter
  constexpr int kMostRequests = 4;
  for (int i = 0; i < kMostRequests && !bytes.empty(); ++i) {
    const auto buffer = boost::asio::buffer(bytes.data(), bytes.size());
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(stage().settings.limits.header_bytes));
    parser.body_limit(stage().settings.body_bytes);
    boost::system::error_code error;
    const std::size_t head = parser.put(buffer, error);
    if (error || !parser.is_header_done()) {
      return;
    }
    parser.eager(true);
    const std::size_t body = parser.is_done() ? 0 : parser.put(buffer + head, error);
    if (error || !parser.is_done()) {
      // A length that is wrong would end most of what the fuzzer tries: all that follows is the
      // body.
      serve(parser.get(), std::string(bytes.substr(head)));
      return;
    }
    serve(parser.get(), parser.get().body());
    bytes.remove_prefix(head + body);
  }
}
