// What is at which address: the public site, and that of the operators.
#pragma once

#include <functional>
#include <vector>

#include "routes.h"

namespace certpress::service {

// Loads everything anew; called by a worker. Throws Refused when something is wrong. Returns what
// the event loop must then call to replace what is served.
using Reload = std::function<std::function<void()>()>;

std::vector<Route> public_routes();
std::vector<Route> operator_routes(const Reload& reload);

// By file. The first ones are tried first.
std::vector<Route> probe_routes();     // /healthz, /readyz, /version
std::vector<Route> template_routes();  // lists, descriptions, schemas
std::vector<Route> render_routes();    // certificates, samples with their pictures
std::vector<Route> verify_routes();
std::vector<Route> page_routes();  // the page for people, /openapi.json

// The template of the address when there is one and the client may use it. Notes it for the log.
std::variant<const Template*, Fault> template_of(Call& call);

}  // namespace certpress::service
