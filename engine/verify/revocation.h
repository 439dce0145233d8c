// Whether a certificate was revoked at a given time, as far as the evidence in the file tells
// (RFC 5280, 5 and 6.3; RFC 6960).
//
// OpenSSL's own check of revocation lists (X509_V_FLAG_CRL_CHECK) asks that a list is current at
// the time of the check, and so refuses for a time in the past any list that was issued since. Here
// a list of later date tells about earlier times, as it should.
#pragma once

#include <cstddef>
#include <ctime>

#include "certpress/verification.h"

#include "../pki/openssl.h"
#include "certificate_path.h"
#include "proof_of_existence.h"
#include "security_store.h"

namespace certpress::verify {

struct Revocation {
  RevocationStatus status = RevocationStatus::kUnknown;
  std::time_t revoked_at = 0;
  // How many revisions it takes to have the evidence in the file.
  std::size_t revisions = 0;
};

class RevocationChecker {
 public:
  // All three must outlive it.
  RevocationChecker(const SecurityStore& store, const Roots& roots, const ProofOfExistence& proofs)
      : store_(store), roots_(roots), proofs_(proofs) {}

  // `issuer` is the next certificate on a path that was checked; `path` is that path. A certificate
  // that was revoked after `time` is good.
  [[nodiscard]] Revocation status_of(X509* certificate, X509* issuer, STACK_OF(X509) * path,
                                     std::time_t time) const;
  // Of all certificates of a path below its root: revoked when one is, good when all are.
  [[nodiscard]] Revocation status_of(STACK_OF(X509) * path, std::time_t time) const;

 private:
  const SecurityStore& store_;
  const Roots& roots_;
  const ProofOfExistence& proofs_;
};

}  // namespace certpress::verify
