// Whether these certificates may sign at this time.
#pragma once

#include <ctime>

#include "certpress/signing.h"

namespace certpress::sign {

// Throws Refused with all that is wrong: signing/no-certificate, signing/bad-certificate,
// signing/algorithm, signing/certificate-expired, signing/certificate-not-yet-valid,
// signing/key-usage, signing/chain-order.
void check_identity(const SigningIdentity& identity, std::time_t time);

}  // namespace certpress::sign
