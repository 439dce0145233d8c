#include "crl_check.h"

#include <algorithm>
#include <set>
#include <string>

#include "algorithms.h"

namespace certpress::verify {
namespace {

using DistributionPointPtr = pki::Owner<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;

void add_urls(std::set<std::string>& urls, const DIST_POINT_NAME* name) {
  const GENERAL_NAMES* names = name != nullptr && name->type == 0 ? name->name.fullname : nullptr;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* general = sk_GENERAL_NAME_value(names, i);
    if (general->type == GEN_URI) {
      const ASN1_IA5STRING* url = general->d.uniformResourceIdentifier;
      urls.emplace(pki::content_of(url));
    }
  }
}

// A list that covers a part of an issuer's certificates says which by a name that the certificate
// carries too (RFC 5280, 6.3.3, b 2 i). Without this, the list of another part would say "good".
bool is_meant_for(const DIST_POINT_NAME* scope, const X509* certificate) {
  if (scope == nullptr) {
    return true;
  }
  std::set<std::string> of_list;
  add_urls(of_list, scope);
  const pki::DistributionPointsPtr points(static_cast<CRL_DIST_POINTS*>(
      X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
  std::set<std::string> of_certificate;
  for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    add_urls(of_certificate, sk_DIST_POINT_value(points.get(), i)->distpoint);
  }
  return std::ranges::any_of(of_list,
                             [&](const std::string& url) { return of_certificate.contains(url); });
}

// No critical extension but the scope (RFC 5280, 5.2.5), and that one understood and fitting.
bool covers(X509_CRL* crl, X509* certificate) {
  for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
    X509_EXTENSION* extension = X509_CRL_get_ext(crl, i);
    const int identifier = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
    if (identifier == NID_delta_crl || (X509_EXTENSION_get_critical(extension) == 1 &&
                                        identifier != NID_issuing_distribution_point)) {
      return false;
    }
  }
  if (X509_CRL_get_ext_by_NID(crl, NID_issuing_distribution_point, -1) < 0) {
    return true;
  }
  const DistributionPointPtr scope(static_cast<ISSUING_DIST_POINT*>(
      X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, nullptr, nullptr)));
  if (scope == nullptr || scope->indirectCRL > 0 || scope->onlyattr > 0 ||
      scope->onlysomereasons != nullptr) {
    return false;
  }
  const bool authority = X509_check_ca(certificate) != 0;
  const bool kind_fits = authority ? scope->onlyuser <= 0 : scope->onlyCA <= 0;
  return kind_fits && is_meant_for(scope->distpoint, certificate);
}

bool is_signed_by(X509_CRL* crl, X509* issuer) {
  const X509_ALGOR* algorithm = nullptr;
  X509_CRL_get0_signature(crl, nullptr, &algorithm);
  EVP_PKEY* key = X509_get0_pubkey(issuer);
  const bool ok = X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer)) == 0 &&
                  (X509_get_key_usage(issuer) & KU_CRL_SIGN) != 0 && key != nullptr &&
                  is_allowed_key(key) && is_allowed_signature(algorithm) &&
                  X509_CRL_verify(crl, key) == 1;
  static_cast<void>(pki::take_errors());
  return ok;
}

// A key may be known to have been lost earlier than the list's own date says (RFC 5280, 5.3.2).
std::optional<std::time_t> revocation_time(const X509_REVOKED* revoked) {
  std::optional<std::time_t> time = pki::to_time(X509_REVOKED_get0_revocationDate(revoked));
  const pki::Asn1TimePtr lost(static_cast<ASN1_GENERALIZEDTIME*>(
      X509_REVOKED_get_ext_d2i(revoked, NID_invalidity_date, nullptr, nullptr)));
  const std::optional<std::time_t> earlier = pki::to_time(lost.get());
  return earlier && (!time || *earlier < *time) ? earlier : time;
}

}  // namespace

std::optional<StatusAnswer> ask_crl(X509_CRL* crl, X509* certificate, X509* issuer,
                                    std::time_t seen) {
  const auto this_update = pki::to_time(X509_CRL_get0_lastUpdate(crl));
  const auto next_update = pki::to_time(X509_CRL_get0_nextUpdate(crl));
  const auto issuer_ends = pki::to_time(X509_get0_notAfter(issuer));
  // Whoever holds the key of an issuer that has expired could write lists of any date.
  if (!this_update || *this_update > seen || !issuer_ends || *issuer_ends < seen ||
      !covers(crl, certificate) || !is_signed_by(crl, issuer)) {
    return std::nullopt;
  }
  StatusAnswer answer{*this_update, next_update.value_or(*this_update), std::nullopt};
  X509_REVOKED* revoked = nullptr;
  constexpr int kRevoked = 1;  // 0: not on the list, 2: taken off it again
  if (X509_CRL_get0_by_cert(crl, &revoked, certificate) == kRevoked) {
    answer.revoked_at = revocation_time(revoked).value_or(0);
  }
  return answer;
}

}  // namespace certpress::verify
