// What is appended to a signed certificate. Its first revision stays as it is, byte for byte, and
// DocMDP allows just these additions (ETSI EN 319 142-1, 5.4 and 5.5).
#pragma once

#include <string>

#include "revocation.h"
#include "services.h"

namespace certpress::sign {

// A new document security store.
std::string append_dss(const std::string& file, const ValidationData& data);

// A timestamp over the whole file as it is. Throws as SigningServices::State::timestamp does.
std::string append_document_timestamp(const std::string& file, SigningServices::State& services);

}  // namespace certpress::sign
