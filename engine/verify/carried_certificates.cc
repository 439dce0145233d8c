#include "carried_certificates.h"

#include <algorithm>

namespace certpress::verify {
namespace {

constexpr int kMaxAttempts = 200;

}  // namespace

CarriedCertificates::CarriedCertificates(STACK_OF(X509) * known, const Roots& roots)
    : issuers_(sk_X509_dup(known)), attempts_left_(kMaxAttempts) {
  pki::require(issuers_, "list certificates");
  for (const pki::X509Ptr& root : roots.certificates()) {
    pki::require(sk_X509_push(issuers_.get(), root.get()) > 0, "list a certificate");
  }
}

Carried CarriedCertificates::check(X509* certificate) {
  bool named = false;
  for (int i = 0; i < sk_X509_num(issuers_.get()); ++i) {
    X509* issuer = sk_X509_value(issuers_.get(), i);
    EVP_PKEY* key = X509_get0_pubkey(issuer);
    if (key == nullptr ||
        X509_NAME_cmp(X509_get_subject_name(issuer), X509_get_issuer_name(certificate)) != 0) {
      continue;
    }
    named = true;
    if (--attempts_left_ < 0) {
      return Carried::kUnrelated;
    }
    const bool signed_by_it = X509_verify(certificate, key) == 1;
    static_cast<void>(pki::take_errors());
    if (signed_by_it) {
      return Carried::kGenuine;
    }
  }
  return named ? Carried::kFalse : Carried::kUnrelated;
}

Carried CarriedCertificates::check(const SignedData& data) {
  Carried worst = Carried::kGenuine;
  for (int i = 0; i < sk_X509_num(data.certificates.get()); ++i) {
    X509* certificate = sk_X509_value(data.certificates.get(), i);
    if (certificate != data.signer) {
      worst = std::max(worst, check(certificate));
    }
  }
  return worst;
}

}  // namespace certpress::verify
