// The certificates that a signature or token carries beside its signer's. No digest covers them: an
// altered one would go unnoticed where a good copy of it stands elsewhere.
#pragma once

#include "../pki/openssl.h"
#include "certificate_path.h"
#include "signed_data.h"

namespace certpress::verify {

enum class Carried {
  kGenuine,    // each was signed by an issuer that is known here
  kUnrelated,  // of one the issuer is not known: nobody can tell, and nothing needs it
  kFalse,      // one was not signed by those whose name it bears as its issuer's
};

// `known` and the roots are those who may have issued them.
class CarriedCertificates {
 public:
  CarriedCertificates(STACK_OF(X509) * known, const Roots& roots);
  [[nodiscard]] Carried check(const SignedData& data);

 private:
  [[nodiscard]] Carried check(X509* certificate);

  pki::BorrowedCertificatesPtr issuers_;
  int attempts_left_;  // a file full of certificates of one name must not cost time
};

}  // namespace certpress::verify
