// The second half of a verification: who signed, since when, and was the certificate good then?
// Only what leads to a root of the caller counts.
#pragma once

#include "certpress/verification.h"

#include "certificate_path.h"
#include "check_list.h"
#include "integrity.h"

namespace certpress::verify {

// Fills in signer, chain, times, revocation and the level that is reached. `examined` has a
// signature.
void judge(const Examined& examined, const Roots& roots, const VerifyOptions& options,
           VerificationReport& report, CheckList& checks);

}  // namespace certpress::verify
