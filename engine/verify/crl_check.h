// One revocation list asked about one certificate (RFC 5280, 5 and 6.3).
#pragma once

#include <ctime>
#include <optional>

#include "../pki/openssl.h"
#include "status_answer.h"

namespace certpress::verify {

// Nothing when the list is not this issuer's, not for this certificate, badly signed, of a kind
// that is not understood (delta and indirect lists), or says it was issued after `seen`, when it
// existed at the latest.
std::optional<StatusAnswer> ask_crl(X509_CRL* crl, X509* certificate, X509* issuer,
                                    std::time_t seen);

}  // namespace certpress::verify
