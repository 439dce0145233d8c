#include "certificate_path.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "../base/refusals.h"
#include "../pki/certificate.h"
#include "certificate_text.h"

namespace certpress::verify {
namespace {

// Longer than any real path; keeps a file full of certificates from costing time.
constexpr int kMaxDepth = 8;

struct Reason {
  int error;
  Message message;
};

// OpenSSL's words are made for programmers; these are what a verifier meets.
const Reason* known_reason(int error) {
  static const std::array kReasons{
      Reason{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
             {"it does not lead to a root that you named (an issuer is missing)",
              "证书链没有通向您指定的根证书（缺少上级证书）"}},
      Reason{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
             {"it leads to a root that you did not name", "证书链通向的根证书不是您指定的"}},
      Reason{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
             {"it is self-signed and not a root that you named",
              "证书是自签名的，且不是您指定的根证书"}},
      Reason{X509_V_ERR_CERT_SIGNATURE_FAILURE,
             {"an issuer of that name did not sign it", "同名上级证书并未签发该证书"}},
      Reason{X509_V_ERR_CERT_NOT_YET_VALID,
             {"it was not valid yet at that time", "证书在该时刻尚未生效"}},
      Reason{X509_V_ERR_CERT_HAS_EXPIRED, {"it had expired by that time", "证书在该时刻已过期"}},
      Reason{X509_V_ERR_INVALID_PURPOSE, {"it is not meant for this use", "证书的用途不符"}},
      Reason{X509_V_ERR_EE_KEY_TOO_SMALL, {"its key is too weak", "证书的密钥强度不足"}},
      Reason{X509_V_ERR_CA_KEY_TOO_SMALL,
             {"an issuer's key is too weak", "上级证书的密钥强度不足"}},
      Reason{X509_V_ERR_CA_MD_TOO_WEAK,
             {"a certificate was signed with a digest that is too weak",
              "证书的签名所用摘要算法强度不足"}}};
  const auto found = std::ranges::find(kReasons, error, &Reason::error);
  return found == kReasons.end() ? nullptr : &*found;
}

Message reason_of(X509_STORE_CTX* context) {
  const int error = X509_STORE_CTX_get_error(context);
  X509* certificate = X509_STORE_CTX_get_current_cert(context);
  const std::string name =
      certificate != nullptr ? name_text(X509_get_subject_name(certificate)) : "?";
  const Reason* known = known_reason(error);
  const std::string text = X509_verify_cert_error_string(error);
  return {fmt::format("{}: {}", name, known != nullptr ? known->message.en : text),
          fmt::format("{}：{}", name, known != nullptr ? known->message.zh : text)};
}

}  // namespace

Roots::Roots(const std::vector<RootFile>& files) {
  Refusals refusals;
  for (const RootFile& file : files) {
    const std::vector<Bytes> found = pki::certificates_in(file.bytes);
    if (found.empty()) {
      Place place;
      place.file = file.name;
      refusals.error("verify/bad-root", std::move(place),
                     {"there is no certificate in the file", "文件中没有证书"},
                     {"give the root in PEM or DER", "请给出 PEM 或 DER 格式的根证书"});
    }
    std::ranges::transform(found, std::back_inserter(certificates_), pki::parse_certificate);
  }
  refusals.throw_if_any();
}

pki::X509StorePtr Roots::store_at(std::time_t time) const {
  pki::X509StorePtr store(X509_STORE_new());
  pki::require(store, "make a certificate store");
  for (const pki::X509Ptr& certificate : certificates_) {
    pki::require(X509_STORE_add_cert(store.get(), certificate.get()) == 1, "trust a certificate");
  }
  X509_VERIFY_PARAM* parameters = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_auth_level(parameters, 2);
  X509_VERIFY_PARAM_set_depth(parameters, kMaxDepth);
  X509_VERIFY_PARAM_set_time(parameters, time);
  return store;
}

Path find_path(X509* leaf, STACK_OF(X509) * others, const Roots& roots, std::time_t time,
               Role role) {
  const pki::X509StorePtr store = roots.store_at(time);
  const pki::X509StoreContextPtr context(X509_STORE_CTX_new());
  pki::require(context && X509_STORE_CTX_init(context.get(), store.get(), leaf, others) == 1,
               "start to check a certificate");
  // For signers the key usage is checked by hand: OpenSSL knows no purpose "signs documents".
  const int purpose =
      role == Role::kTimestampAuthority ? X509_PURPOSE_TIMESTAMP_SIGN : X509_PURPOSE_ANY;
  X509_STORE_CTX_set_purpose(context.get(), purpose);
  const bool found = X509_verify_cert(context.get()) == 1;
  static_cast<void>(pki::take_errors());
  if (!found) {
    return reason_of(context.get());
  }
  return pki::CertificatesPtr(X509_STORE_CTX_get1_chain(context.get()));
}

Message key_usage_problem(X509* signer) {
  const std::uint32_t usage = X509_get_key_usage(signer);  // all bits when it does not say
  if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0) {
    return {"the certificate is not meant for signatures (key usage)",
            "证书不能用于签名（密钥用法）"};
  }
  // A certificate that lists extended uses must list one that signs documents.
  using ExtendedUsePtr = pki::Owner<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;
  const ExtendedUsePtr extended(static_cast<EXTENDED_KEY_USAGE*>(
      X509_get_ext_d2i(signer, NID_ext_key_usage, nullptr, nullptr)));
  if (extended == nullptr) {
    return {};
  }
  constexpr std::array kDocumentUses{
      "1.3.6.1.5.5.7.3.36",       // document signing (RFC 9336)
      "1.3.6.1.5.5.7.3.4",        // e-mail protection, what CAs used before it
      "1.3.6.1.5.5.7.3.2",        // client authentication, likewise
      "1.3.6.1.4.1.311.10.3.12",  // document signing (Microsoft)
      "1.2.840.113583.1.1.5",     // authentic documents (Adobe)
      "2.5.29.37.0"};             // any
  for (int i = 0; i < sk_ASN1_OBJECT_num(extended.get()); ++i) {
    std::array<char, 80> text{};
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), sk_ASN1_OBJECT_value(extended.get(), i),
                1);
    if (std::ranges::find(kDocumentUses, std::string_view(text.data())) != kDocumentUses.end()) {
      return {};
    }
  }
  return {"the certificate is not meant for signing documents (extended key usage)",
          "证书不能用于签署文档（扩展密钥用法）"};
}

}  // namespace certpress::verify
