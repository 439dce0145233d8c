#include "routes.h"

#include <algorithm>
#include <utility>

#include "negotiation.h"

namespace certpress::service {

namespace {

// A pattern's segments, and a path's, match one by one.
std::optional<std::vector<std::string>> parameters_of(std::string_view pattern,
                                                      const std::vector<std::string>& segments) {
  std::vector<std::string> parameters;
  std::size_t at = 0;
  pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view part = pattern.substr(0, end);
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
    if (at == segments.size()) {
      return std::nullopt;
    }
    if (part.starts_with('{')) {
      parameters.push_back(segments[at]);
    } else if (part != segments[at]) {
      return std::nullopt;
    }
    ++at;
  }
  return at == segments.size() ? std::optional(std::move(parameters)) : std::nullopt;
}

std::string allowed_methods(const Route& route) {
  std::string out = "OPTIONS";
  for (const Operation& operation : route.operations) {
    out.append(", ").append(operation.method);
    if (operation.method == "GET") {
      out += ", HEAD";
    }
  }
  return out;
}

bool is_known(std::string_view method) {
  constexpr std::string_view kMethods[] = {"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                           "CONNECT", "OPTIONS", "TRACE", "PATCH"};
  return std::ranges::find(kMethods, method) != std::end(kMethods);
}

// Without its port.
std::string_view host_name(std::string_view host) {
  const std::size_t end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  return host.substr(0, end);
}

}  // namespace

RoutedSite::RoutedSite(Service& service, std::vector<Route> routes, bool trusted)
    : service_(service), routes_(std::move(routes)), trusted_(trusted) {}

std::optional<RoutedSite::Match> RoutedSite::match(const std::vector<std::string>& segments) const {
  for (const Route& route : routes_) {
    if (auto parameters = parameters_of(route.pattern, segments)) {
      return Match{&route, std::move(*parameters)};
    }
  }
  return std::nullopt;
}

// A page of another site must not talk to us in its visitor's name: neither under a name of its own
// that leads to loopback (DNS rebinding), nor by a form.
std::optional<Fault> RoutedSite::check_host(const Request& request) const {
  const std::string host = request.header("Host").value_or("");
  if (trusted_ || (service_.state->access.is_open() && service_.settings.listen.is_loopback())) {
    const std::string_view name = host_name(host);
    if (name != "127.0.0.1" && name != "localhost" && name != "[::1]" && !host.empty()) {
      return Fault::kHost;
    }
  }
  const auto origin = request.header("Origin");
  if (origin && *origin != "http://" + host && *origin != "https://" + host) {
    return Fault::kOrigin;
  }
  return std::nullopt;
}

Admitted RoutedSite::admit(const Request& request) {
  auto call = std::make_shared<Call>(Call{.service = service_, .state = service_.state});
  call->request.id = request.id;
  if (const auto fault = check_host(request)) {
    return call->told(*fault);
  }
  if (request.method == "OPTIONS" && request.target == "*") {
    return call->told({.status = 204, .headers = {{"Allow", "OPTIONS, GET, HEAD, POST"}}});
  }
  auto target = read_target(request.target);
  if (!target) {
    return call->told(Fault::kMalformed);
  }
  auto found = match(target->segments);
  if (!found) {
    return call->told(Fault::kNoSuchPage);
  }
  call->facts.route = found->route->pattern;
  call->parameters = std::move(found->parameters);
  call->query = std::move(target->query);
  const std::string allowed = allowed_methods(*found->route);
  if (request.method == "OPTIONS") {
    return call->told({.status = 204, .headers = {{"Allow", allowed}}});
  }
  const auto operation =
      std::ranges::find_if(found->route->operations, [&](const Operation& candidate) {
        return candidate.method == request.method ||
               (candidate.method == "GET" && request.method == "HEAD");
      });
  if (operation == found->route->operations.end()) {
    Response refused =
        call->told(is_known(request.method) ? Fault::kMethod : Fault::kUnknownMethod);
    refused.headers.push_back({"Allow", allowed});
    return refused;
  }
  call->request = request;
  return admit(call, *operation);
}

Admitted RoutedSite::admit(const std::shared_ptr<Call>& call, const Operation& operation) const {
  const Request& request = call->request;
  if (operation.needs != Needs::kNobody && !trusted_) {
    const auto authorization = request.header("Authorization");
    call->client = call->state->access.find(authorization, request.peer);
    if (call->client == nullptr) {
      return call->told(authorization ? Fault::kUnknownToken : Fault::kNoToken);
    }
    // Where TLS alone says who may come, it also says who came.
    const bool by_tls = call->state->access.is_open() && request.peer;
    call->facts.client = by_tls ? request.peer->subject : call->client->name;
    if (operation.needs == Needs::kOperator && !call->client->is_operator) {
      return call->told(Fault::kNotOperator);
    }
  }
  if (!operation.takes.empty()) {
    if (request.header("Content-Encoding").value_or("identity") != "identity") {
      return call->told(Fault::kContentEncoding);
    }
    const MediaType type = read_media_type(request.header("Content-Type").value_or(""));
    if (std::ranges::find(operation.takes, type.name) == operation.takes.end()) {
      return call->told(Fault::kMediaType);
    }
  }
  return Admission{.facts = call->facts,
                   .max_body = operation.takes.empty() ? 0 : service_.settings.body_bytes,
                   .respond = [call, run = operation.run](Request whole) {
                     call->request = std::move(whole);
                     return run(call);
                   }};
}

}  // namespace certpress::service
