// GET /v1/templates and what is told of each; and all of the public site's addresses together.
#include <memory>
#include <string>
#include <utility>

#include "api.h"
#include "log.h"

namespace certpress::service {

std::variant<const Template*, Fault> template_of(Call& call) {
  const auto found = call.state->templates.find(call.parameters.front());
  if (found == call.state->templates.end()) {
    return Fault::kNoSuchTemplate;
  }
  if (!call.client->may_use(found->first)) {
    return Fault::kTemplateNotAllowed;
  }
  call.facts.template_id = found->first;
  return &found->second;
}

namespace {

// Those that the client may use, and the profiles by which it may have them signed.
Answer list(const std::shared_ptr<Call>& call) {
  std::string templates;
  for (const auto& [id, one] : call->state->templates) {
    if (call->client->may_use(id)) {
      templates += (templates.empty() ? "" : ",") + one.summary;
    }
  }
  std::string profiles;
  for (const auto& [name, profile] : call->state->profiles) {
    if (call->client->may_sign(name)) {
      profiles += (profiles.empty() ? "" : ",") + json_string(name);
    }
  }
  return call->told(
      json_answer(R"({"templates":[)" + templates + R"(],"profiles":[)" + profiles + "]}"));
}

Answer one_document(const std::shared_ptr<Call>& call, Document Template::*document) {
  const auto found = template_of(*call);
  if (const auto* fault = std::get_if<Fault>(&found)) {
    return call->told(*fault);
  }
  return call->told((std::get<const Template*>(found)->*document).answer(call->request));
}

}  // namespace

std::vector<Route> template_routes() {
  const auto giving = [](Document Template::*document) {
    return [document](const std::shared_ptr<Call>& call) { return one_document(call, document); };
  };
  return {{"/v1/templates", {{"GET", Needs::kClient, {}, list}}},
          {"/v1/templates/{id}", {{"GET", Needs::kClient, {}, giving(&Template::description)}}},
          {"/v1/templates/{id}/schema", {{"GET", Needs::kClient, {}, giving(&Template::schema)}}}};
}

std::vector<Route> public_routes() {
  std::vector<Route> routes = probe_routes();
  for (auto* part : {template_routes, render_routes, verify_routes, page_routes}) {
    for (Route& route : part()) {
      routes.push_back(std::move(route));
    }
  }
  return routes;
}

}  // namespace certpress::service
