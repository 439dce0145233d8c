#include "revocation_status.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

namespace certpress::sign {

namespace {

using pki::require;

// Clocks differ; an answer from this far in the future is still one of now.
constexpr std::time_t kSkew = 300;
// How long an OCSP answer that names no next one may be reused (RFC 6960, 4.2.2.1: newer
// information is available all the time).
constexpr std::time_t kWithoutNextUpdate = 3600;

pki::OcspCertIdPtr certificate_id(const Question& question) {
  // SHA-1 names the certificate here and protects nothing; responders know no other (RFC 5019).
  pki::OcspCertIdPtr id(OCSP_cert_to_id(EVP_sha1(), question.certificate, question.issuer));
  require(id, "name a certificate for OCSP");
  return id;
}

void check_current(const Question& question, std::time_t from, std::time_t until) {
  if (question.time < from - kSkew) {
    throw Unusable({"it is dated after the signing time", "其日期晚于签名时间"});
  }
  if (question.time > until) {
    throw Unusable({"it has expired", "其已过期"});
  }
}

pki::OcspBasicPtr verified_answer(const Question& question, std::string_view der) {
  const auto response = pki::from_der<pki::OcspResponsePtr>(der, d2i_OCSP_RESPONSE);
  if (response == nullptr) {
    throw Unusable({"it is no OCSP response", "不是有效的 OCSP 应答"});
  }
  const int status = OCSP_response_status(response.get());
  if (status != OCSP_RESPONSE_STATUS_SUCCESSFUL) {
    throw Unusable({fmt::format("the responder answered '{}'", OCSP_response_status_str(status)),
                    fmt::format("OCSP 服务应答“{}”", OCSP_response_status_str(status))});
  }
  pki::OcspBasicPtr basic(OCSP_response_get1_basic(response.get()));
  const pki::X509StorePtr store(X509_STORE_new());
  require(store, "allocate");
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), question.time);
  // The issuer is the anchor: it signs the answer itself, or the responder's certificate.
  require(X509_STORE_add_cert(store.get(), question.issuer) == 1, "hold a certificate");
  const pki::BorrowedCertificatesPtr known(sk_X509_new_null());
  require(sk_X509_push(require(known, "allocate"), question.issuer) > 0, "hold a certificate");
  if (basic == nullptr ||
      OCSP_basic_verify(basic.get(), known.get(), store.get(), OCSP_PARTIAL_CHAIN) != 1) {
    const std::string reason = pki::take_errors();
    throw Unusable({"its signature is not acceptable: " + reason, "其签名不可接受：" + reason});
  }
  return basic;
}

pki::X509Ptr responder_of(OCSP_BASICRESP* basic, const Question& question) {
  const pki::BorrowedCertificatesPtr known(sk_X509_new_null());
  require(sk_X509_push(require(known, "allocate"), question.issuer) > 0, "hold a certificate");
  X509* signer = nullptr;
  require(OCSP_resp_get0_signer(basic, &signer, known.get()) == 1, "find the OCSP signer");
  if (X509_cmp(signer, question.issuer) == 0) {
    return nullptr;
  }
  X509_up_ref(signer);
  return pki::X509Ptr(signer);
}

void check_scope(X509_CRL* crl, X509* certificate) {
  using IdpPtr = pki::Owner<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;
  const IdpPtr idp(static_cast<ISSUING_DIST_POINT*>(
      X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, nullptr, nullptr)));
  const bool is_ca = X509_check_ca(certificate) > 0;
  const bool out_of_scope =
      idp != nullptr &&
      (idp->indirectCRL > 0 || idp->onlyattr > 0 || idp->onlysomereasons != nullptr ||
       (idp->onlyuser > 0 && is_ca) || (idp->onlyCA > 0 && !is_ca));
  if (out_of_scope || X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0) {
    throw Unusable(
        {"the revocation list does not cover this certificate", "该吊销列表不覆盖此证书"});
  }
}

}  // namespace

std::string ocsp_request(const Question& question) {
  const pki::OcspRequestPtr request(OCSP_REQUEST_new());
  auto id = certificate_id(question);
  require(OCSP_request_add0_id(require(request, "allocate"), id.get()) != nullptr,
          "make an OCSP request");
  static_cast<void>(id.release());  // the request's now
  return pki::to_der(request.get(), i2d_OCSP_REQUEST);
}

Status read_ocsp(const Question& question, std::string_view response) {
  const auto basic = verified_answer(question, response);
  const auto id = certificate_id(question);
  int status = V_OCSP_CERTSTATUS_UNKNOWN;
  ASN1_GENERALIZEDTIME* this_update = nullptr;
  ASN1_GENERALIZEDTIME* next_update = nullptr;
  if (OCSP_resp_find_status(basic.get(), id.get(), &status, nullptr, nullptr, &this_update,
                            &next_update) != 1) {
    throw Unusable({"it is about another certificate", "其针对的是其他证书"});
  }
  if (status == V_OCSP_CERTSTATUS_UNKNOWN) {
    throw Unusable({"the responder does not know the certificate", "OCSP 服务不认识该证书"});
  }
  const auto from = pki::to_time(this_update);
  if (!from) {
    throw Unusable({"it is not dated", "其没有日期"});
  }
  Status out;
  out.from = *from - kSkew;
  out.until = pki::to_time(next_update).value_or(*from + kWithoutNextUpdate);
  check_current(question, *from, out.until);
  out.revoked = status == V_OCSP_CERTSTATUS_REVOKED;
  out.responder = responder_of(basic.get(), question);
  return out;
}

Status read_crl(const Question& question, std::string_view der) {
  const auto crl = pki::from_der<pki::CrlPtr>(der, d2i_X509_CRL);
  if (crl == nullptr) {
    throw Unusable({"it is no revocation list", "不是有效的证书吊销列表"});
  }
  const bool signed_by_issuer =
      X509_NAME_cmp(X509_CRL_get_issuer(crl.get()), X509_get_subject_name(question.issuer)) == 0 &&
      (X509_get_key_usage(question.issuer) & KU_CRL_SIGN) != 0 &&
      X509_CRL_verify(crl.get(), X509_get0_pubkey(question.issuer)) == 1;
  static_cast<void>(pki::take_errors());
  if (!signed_by_issuer) {
    throw Unusable({"the certificate's issuer did not sign the revocation list",
                    "该吊销列表不是由证书的签发者签署"});
  }
  check_scope(crl.get(), question.certificate);
  const auto from = pki::to_time(X509_CRL_get0_lastUpdate(crl.get()));
  const auto until = pki::to_time(X509_CRL_get0_nextUpdate(crl.get()));
  if (!from || !until) {
    throw Unusable({"it is not dated", "其没有日期"});
  }
  check_current(question, *from, *until);
  X509_REVOKED* entry = nullptr;
  Status out;
  out.from = *from - kSkew;
  out.until = *until;
  // 2 is "removed from the list" (RFC 5280, 5.3.1).
  out.revoked = X509_CRL_get0_by_cert(crl.get(), &entry, question.certificate) == 1;
  return out;
}

}  // namespace certpress::sign
