// What operators and their machines ask: whether the service lives and is ready, its version, its
// metrics; and that it reloads.
#include <memory>
#include <string>
#include <utility>

#include "certpress/version.h"

#include "api.h"
#include "log.h"

namespace certpress::service {

namespace {

Answer alive(const std::shared_ptr<Call>& call) {
  return call->told(json_answer(R"({"status":"alive"})"));
}

Answer ready(const std::shared_ptr<Call>& call) {
  return call->service.is_ready() ? call->told(json_answer(R"({"status":"ready"})"))
                                  : call->told(Fault::kNotReady);
}

Answer tell_version(const std::shared_ptr<Call>& call) {
  std::string libraries;
  for (const auto& [name, number] : library_versions()) {
    libraries += (libraries.empty() ? "" : ",") + json_string(name) + ":" + json_string(number);
  }
  return call->told(json_answer(R"({"version":)" + json_string(version()) + R"(,"libraries":{)" +
                                libraries + "}}"));
}

Answer metrics(const std::shared_ptr<Call>& call) {
  Service& service = call->service;
  const Metrics::Levels levels{.cache_bytes = service.cache.bytes(),
                               .cache_entries = service.cache.size(),
                               .queue = service.renderers.waiting(),
                               .busy_workers = service.renderers.running(),
                               .workers = service.renderers.workers(),
                               .ready = service.is_ready()};
  return call->told({.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                     .body = Bytes::from_string(service.metrics.text(levels))});
}

Answer reload_now(const std::shared_ptr<Call>& call, const Reload& reload) {
  return Work([call, reload]() -> std::function<Answer()> {
    try {
      return [call, replace = reload()] {
        replace();
        return call->told(json_answer(R"({"status":"reloaded"})"));
      };
    } catch (const Refused& refused) {
      return [call, response = problem(422, refused.diagnostics(), call->request.id)] {
        return call->told(response);
      };
    }
  });
}

}  // namespace

std::vector<Route> probe_routes() {
  return {{"/healthz", {{"GET", Needs::kNobody, {}, alive}}},
          {"/readyz", {{"GET", Needs::kNobody, {}, ready}}},
          {"/version", {{"GET", Needs::kNobody, {}, tell_version}}}};
}

std::vector<Route> operator_routes(const Reload& reload) {
  std::vector<Route> routes = probe_routes();
  routes.push_back({"/metrics", {{"GET", Needs::kOperator, {}, metrics}}});
  routes.push_back(
      {"/-/reload", {{"POST", Needs::kOperator, {}, [reload](const std::shared_ptr<Call>& call) {
                        return reload_now(call, reload);
                      }}}});
  return routes;
}

}  // namespace certpress::service
