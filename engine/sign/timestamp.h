// Asks a time-stamping authority (RFC 3161) and checks what it answers.
#pragma once

#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/signing.h"

#include "../pki/openssl.h"

namespace certpress::sign {

struct TimestampToken {
  std::string der;  // ContentInfo
  std::time_t time = 0;
  std::vector<Bytes> certificates;  // the authority's own first, then the others of the token
};

// A timestamp over what has this SHA-256. Throws SigningFailure: signing/timestamp-malformed,
// -refused, -mismatch (another imprint or nonce), -untrusted (its signature, purpose or chain, or
// nothing that leads to `trust`, when `trust` is not empty). `issuers` help to build the chain.
TimestampToken request_timestamp(const TimestampAuthority& authority, std::string_view sha256,
                                 std::span<const pki::X509Ptr> trust,
                                 std::span<const pki::X509Ptr> issuers);

}  // namespace certpress::sign
