// The running service: its parts, its listeners, and the signals that it heeds.
#pragma once

#include "log.h"
#include "settings.h"

namespace certpress::service {

// Serves until SIGTERM or SIGINT, and then until what was asked is answered. SIGHUP loads
// templates, keys, clients and TLS files anew. Throws Refused when something that it needs is
// wrong, std::system_error when an address cannot be listened at. Returns whether every answer was
// given in time.
bool serve(const Settings& settings, Log& log);

}  // namespace certpress::service
