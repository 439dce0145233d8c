// One OCSP answer asked about one certificate (RFC 6960).
#pragma once

#include <ctime>
#include <optional>

#include "../pki/openssl.h"
#include "certificate_path.h"
#include "status_answer.h"

namespace certpress::verify {

// Nothing when the answer is about others, badly signed, not by the issuer or whom it delegated, or
// says it was made after `seen`, when it existed at the latest. `path` helps to find the way from
// the responder to a root.
std::optional<StatusAnswer> ask_ocsp(OCSP_BASICRESP* response, X509* certificate, X509* issuer,
                                     STACK_OF(X509) * path, const Roots& roots, std::time_t seen);

}  // namespace certpress::verify
