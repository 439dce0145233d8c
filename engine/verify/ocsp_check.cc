#include "ocsp_check.h"

#include "algorithms.h"

namespace certpress::verify {
namespace {

// The part of the answer that is about this certificate; null when none is.
OCSP_SINGLERESP* find_single(OCSP_BASICRESP* response, X509* certificate, X509* issuer) {
  for (int i = 0; i < OCSP_resp_count(response); ++i) {
    OCSP_SINGLERESP* single = OCSP_resp_get0(response, i);
    // The answer chose the digest that names certificates; SHA-1 is usual, and is only a name here.
    ASN1_OBJECT* digest = nullptr;
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    OCSP_id_get0_info(nullptr, &digest, nullptr, nullptr, id);
    const EVP_MD* algorithm = EVP_get_digestbyobj(digest);
    const pki::OcspCertIdPtr wanted(
        algorithm != nullptr ? OCSP_cert_to_id(algorithm, certificate, issuer) : nullptr);
    if (wanted && OCSP_id_cmp(wanted.get(), id) == 0) {
      return single;
    }
  }
  return nullptr;
}

// By the issuer, or by a certificate that it issued for this (id-kp-OCSPSigning), valid at `seen`.
bool is_authentic(OCSP_BASICRESP* response, STACK_OF(X509) * path, const Roots& roots,
                  std::time_t seen) {
  const pki::X509StorePtr store = roots.store_at(seen);
  // Not even a root may answer for others' certificates just because it is trusted.
  const bool ok = is_allowed_signature(OCSP_resp_get0_tbs_sigalg(response)) &&
                  OCSP_basic_verify(response, path, store.get(), OCSP_NOEXPLICIT) == 1;
  static_cast<void>(pki::take_errors());
  return ok;
}

}  // namespace

std::optional<StatusAnswer> ask_ocsp(OCSP_BASICRESP* response, X509* certificate, X509* issuer,
                                     STACK_OF(X509) * path, const Roots& roots, std::time_t seen) {
  OCSP_SINGLERESP* single = find_single(response, certificate, issuer);
  if (single == nullptr || !is_authentic(response, path, roots, seen)) {
    return std::nullopt;
  }
  int reason = 0;
  ASN1_GENERALIZEDTIME* revoked = nullptr;
  ASN1_GENERALIZEDTIME* this_update = nullptr;
  ASN1_GENERALIZEDTIME* next_update = nullptr;
  const int status = OCSP_single_get0_status(single, &reason, &revoked, &this_update, &next_update);
  const auto from = pki::to_time(this_update);
  const auto made = pki::to_time(OCSP_resp_get0_produced_at(response));
  const auto until = next_update != nullptr ? pki::to_time(next_update) : from;
  const bool tells = status == V_OCSP_CERTSTATUS_GOOD || status == V_OCSP_CERTSTATUS_REVOKED;
  if (!tells || !from || !until || !made || *made > seen || *from > seen) {
    return std::nullopt;
  }
  StatusAnswer answer{*from, *until, std::nullopt};
  if (status == V_OCSP_CERTSTATUS_REVOKED) {
    answer.revoked_at = pki::to_time(revoked).value_or(0);
  }
  return answer;
}

}  // namespace certpress::verify
