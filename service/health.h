// Asking a running service whether it is ready, for containers and scripts.
#pragma once

#include "settings.h"

namespace certpress::service {

// Whether /readyz of the metrics' listener answers 200 within some seconds. Prints what it heard.
bool is_ready(const Endpoint& metrics_listener);

}  // namespace certpress::service
