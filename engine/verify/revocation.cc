#include "revocation.h"

#include <algorithm>
#include <optional>

#include "crl_check.h"
#include "ocsp_check.h"

namespace certpress::verify {
namespace {

// What one list or answer says of the certificate.
Revocation judged(const StatusAnswer& answer, const X509* certificate, std::time_t time,
                  std::size_t revisions) {
  if (answer.revoked_at && *answer.revoked_at <= time) {
    return {RevocationStatus::kRevoked, *answer.revoked_at, revisions};
  }
  // Evidence tells about the time before it was issued, and until the next was due.
  // Issuers forget a certificate once it has expired: that it is not named then means nothing.
  const std::time_t expires = pki::to_time(X509_get0_notAfter(certificate)).value_or(0);
  const bool tells =
      (answer.this_update >= time || answer.next_update >= time) && answer.this_update <= expires;
  return {tells ? RevocationStatus::kGood : RevocationStatus::kUnknown, 0, revisions};
}

// The worst news counts; of good news, that which is in the file first.
void merge(Revocation& into, const Revocation& from) {
  const auto rank = [](const Revocation& one) {
    return one.status == RevocationStatus::kRevoked ? 2
           : one.status == RevocationStatus::kGood  ? 1
                                                    : 0;
  };
  if (rank(from) > rank(into) || (rank(from) == rank(into) && from.revisions < into.revisions)) {
    into = from;
  }
}

}  // namespace

Revocation RevocationChecker::status_of(X509* certificate, X509* issuer, STACK_OF(X509) * path,
                                        std::time_t time) const {
  Revocation found;
  for (const auto& crl : store_.crls) {
    const std::time_t seen = proofs_.time_of(crl.revisions);
    if (const auto answer = ask_crl(crl.value.get(), certificate, issuer, seen)) {
      merge(found, judged(*answer, certificate, time, crl.revisions));
    }
  }
  for (const auto& ocsp : store_.ocsp_answers) {
    const std::time_t seen = proofs_.time_of(ocsp.revisions);
    const auto answer = ask_ocsp(ocsp.value.get(), certificate, issuer, path, roots_, seen);
    if (answer) {
      merge(found, judged(*answer, certificate, time, ocsp.revisions));
    }
  }
  return found;
}

Revocation RevocationChecker::status_of(STACK_OF(X509) * path, std::time_t time) const {
  Revocation all{RevocationStatus::kGood, 0, 0};
  for (int i = 0; i + 1 < sk_X509_num(path); ++i) {
    const Revocation one =
        status_of(sk_X509_value(path, i), sk_X509_value(path, i + 1), path, time);
    if (one.status == RevocationStatus::kRevoked) {
      return one;
    }
    if (one.status == RevocationStatus::kUnknown) {
      all.status = RevocationStatus::kUnknown;
    }
    all.revisions = std::max(all.revisions, one.revisions);
  }
  return all;
}

}  // namespace certpress::verify
