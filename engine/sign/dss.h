// The document security store (ETSI EN 319 142-1, 5.4.2): certificates, OCSP answers and revocation
// lists, so that a verifier needs nobody else.
#pragma once

#include "../cos/writer.h"
#include "revocation.h"

namespace certpress::sign {

// Adds the store's objects, numbered from `next` on, which is moved behind them. Returns the number
// of its dictionary, for the catalog's /DSS.
int add_dss(cos::Writer& writer, const ValidationData& data, int& next);

}  // namespace certpress::sign
