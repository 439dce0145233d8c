#include "signed_data.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <openssl/objects.h>

#include "algorithms.h"
#include "objection.h"
#include "signing_certificate.h"

namespace certpress::verify {
namespace {

constexpr int kMaxCertificates = 32;

// Strict DER, so that there is one way to write it (PAdES asks for that; the encoder also sorts
// sets). Authorities often leave the set of certificates in their tokens unsorted: there the same
// bytes in another order will do.
pki::CmsPtr parse(std::string_view der, ContentKind kind) {
  pki::CmsPtr cms = pki::from_der<pki::CmsPtr>(der, d2i_CMS_ContentInfo);
  std::string strict = cms ? pki::to_der(cms.get(), i2d_CMS_ContentInfo) : std::string();
  std::string given(der);
  if (kind == ContentKind::kTimestampToken) {
    std::ranges::sort(strict);
    std::ranges::sort(given);
  }
  if (cms == nullptr || strict != given) {
    throw Objection("signature/container",
                    {"it is not a CMS structure in strict DER", "不是严格 DER 编码的 CMS 结构"});
  }
  return cms;
}

void check_content(CMS_ContentInfo* cms, ContentKind kind) {
  if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed) {
    throw Objection("signature/form",
                    {"the CMS structure is not SignedData", "CMS 结构不是 SignedData"});
  }
  const bool detached = kind == ContentKind::kDetached;
  const int wanted = detached ? NID_pkcs7_data : NID_id_smime_ct_TSTInfo;
  ASN1_OCTET_STRING** content = CMS_get0_content(cms);
  const bool inside = content != nullptr && *content != nullptr;
  if (OBJ_obj2nid(CMS_get0_eContentType(cms)) != wanted || inside == detached) {
    throw Objection("signature/form",
                    {"the SignedData is about other content than it should be, or holds it wrongly",
                     "SignedData 的内容类型不对，或内容不应在其中（应为分离式签名）"});
  }
}

// What no digest protects: versions (RFC 5652, 5.1 and 5.3) and the list of digests. PKCS #7 is the
// same structure, and OpenSSL lets us look into it.
void check_unprotected_parts(std::string_view der, ContentKind kind) {
  const auto pkcs7 = pki::from_der<pki::Pkcs7Ptr>(der, d2i_PKCS7);
  const PKCS7_SIGNED* data =
      pkcs7 != nullptr && PKCS7_type_is_signed(pkcs7.get()) ? pkcs7->d.sign : nullptr;
  const PKCS7_SIGNER_INFO* signer =
      data != nullptr && sk_PKCS7_SIGNER_INFO_num(data->signer_info) == 1
          ? sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0)
          : nullptr;
  const long version = kind == ContentKind::kDetached ? 1 : 3;
  const EVP_MD* listed = data != nullptr && sk_X509_ALGOR_num(data->md_algs) == 1
                             ? allowed_digest(sk_X509_ALGOR_value(data->md_algs, 0))
                             : nullptr;
  if (signer == nullptr || ASN1_INTEGER_get(data->version) != version ||
      ASN1_INTEGER_get(signer->version) != 1) {
    throw Objection("signature/form", {"the SignedData is not of the version that it must have, or "
                                       "its signer is not named by issuer and serial number",
                                       "SignedData 的版本不对，或签名者不是以签发者和序列号指明"});
  }
  if (listed == nullptr || listed != allowed_digest(signer->digest_alg)) {
    throw Objection("signature/algorithms",
                    {"the digest is not SHA-256, SHA-384 or SHA-512, or not the one announced",
                     "摘要算法不是 SHA-256、SHA-384 或 SHA-512，或与声明的不一致"});
  }
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
  STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
  if (sk_CMS_SignerInfo_num(signers) != 1) {
    throw Objection("signature/form",
                    {"there is not exactly one SignerInfo", "SignerInfo 不是恰好一个"});
  }
  return sk_CMS_SignerInfo_value(signers, 0);
}

// The one value of the one signed attribute of this kind; null when it is not there.
ASN1_TYPE* signed_attribute(const CMS_SignerInfo* signer, int identifier) {
  const int index = CMS_signed_get_attr_by_NID(signer, identifier, -1);
  if (index < 0) {
    return nullptr;
  }
  X509_ATTRIBUTE* attribute = CMS_signed_get_attr(signer, index);
  if (CMS_signed_get_attr_by_NID(signer, identifier, index) >= 0 ||
      X509_ATTRIBUTE_count(attribute) != 1) {
    throw Objection("signature/attributes",
                    {"a signed attribute is there more than once", "有签名属性出现多次"});
  }
  return X509_ATTRIBUTE_get0_type(attribute, 0);
}

// RFC 5652, 11.1 and 11.2: both must be there as soon as anything is signed through attributes, and
// without attributes the bytes of the attributes themselves could be passed off as the content.
std::string read_message_digest(CMS_ContentInfo* cms, const CMS_SignerInfo* signer) {
  if (CMS_signed_get_attr_count(signer) <= 0) {
    throw Objection("signature/attributes",
                    {"nothing is signed through attributes", "没有签名属性（signedAttrs）"});
  }
  const ASN1_TYPE* type = signed_attribute(signer, NID_pkcs9_contentType);
  if (type == nullptr || ASN1_TYPE_get(type) != V_ASN1_OBJECT ||
      OBJ_cmp(type->value.object, CMS_get0_eContentType(cms)) != 0) {
    throw Objection("signature/attributes", {"the attribute contentType is missing or wrong",
                                             "属性 contentType 缺失或不对"});
  }
  const ASN1_TYPE* digest = signed_attribute(signer, NID_pkcs9_messageDigest);
  if (digest == nullptr || ASN1_TYPE_get(digest) != V_ASN1_OCTET_STRING) {
    throw Objection("signature/attributes", {"the attribute messageDigest is missing or wrong",
                                             "属性 messageDigest 缺失或不对"});
  }
  return std::string(pki::content_of(digest->value.octet_string));
}

// The names are compared as bytes: OpenSSL lets them differ in case and spaces, which no digest
// would notice.
bool is_named(CMS_SignerInfo* signer, X509* certificate) {
  X509_NAME* issuer = nullptr;
  return CMS_SignerInfo_cert_cmp(signer, certificate) == 0 &&
         CMS_SignerInfo_get0_signer_id(signer, nullptr, &issuer, nullptr) == 1 &&
         issuer != nullptr &&
         pki::to_der(issuer, i2d_X509_NAME) ==
             pki::to_der(X509_get_issuer_name(certificate), i2d_X509_NAME);
}

X509* find_signer(const SignedData& data, ContentKind kind) {
  const ASN1_TYPE* v2 = signed_attribute(data.signer_info, NID_id_smime_aa_signingCertificateV2);
  // Authorities older than RFC 5816 bind their certificate by its SHA-1.
  const ASN1_TYPE* v1 = kind == ContentKind::kTimestampToken
                            ? signed_attribute(data.signer_info, NID_id_smime_aa_signingCertificate)
                            : nullptr;
  std::optional<CertificateDigest> bound;
  if (v2 != nullptr || v1 != nullptr) {
    bound = v2 != nullptr ? read_signing_certificate_v2(v2) : read_signing_certificate_v1(v1);
  }
  if (!bound) {
    throw Objection("signature/certificate",
                    {"no signed attribute binds the signer's certificate (signing-certificate-v2)",
                     "没有绑定签名证书的签名属性（signing-certificate-v2）"});
  }
  bool named = false;
  for (int i = 0; i < sk_X509_num(data.certificates.get()); ++i) {
    X509* certificate = sk_X509_value(data.certificates.get(), i);
    if (is_named(data.signer_info, certificate)) {
      named = true;
      if (is_digest_of(*bound, certificate)) {
        return certificate;
      }
    }
  }
  throw Objection("signature/certificate",
                  named ? Message{"the signer's certificate is not the one that was signed with",
                                  "签名者证书与签名时绑定的证书不符"}
                        : Message{"the signer's certificate is not there", "缺少签名者证书"});
}

void check_algorithms(const SignedData& data, const X509_ALGOR* signature) {
  const EVP_PKEY* key = X509_get0_pubkey(data.signer);
  if (data.digest == nullptr || !is_allowed_signature(signature, data.digest)) {
    throw Objection(
        "signature/algorithms",
        {"the digest or signature algorithm is not SHA-256, SHA-384 or SHA-512 with RSA "
         "or ECDSA",
         "摘要或签名算法不是 SHA-256、SHA-384、SHA-512 与 RSA 或 ECDSA 的组合"});
  }
  if (key == nullptr || !is_allowed_key(key)) {
    throw Objection("signature/algorithms",
                    {"the signer's key is not RSA of 2048 bits or more, P-256 or P-384",
                     "签名者的密钥不是 2048 位以上的 RSA、P-256 或 P-384"});
  }
}

// Known to PAdES or harmless; anything else is told.
std::vector<std::string> unusual_attributes(const CMS_SignerInfo* signer) {
  constexpr std::array kUsual{NID_pkcs9_contentType, NID_pkcs9_messageDigest,
                              NID_id_smime_aa_signingCertificate,
                              NID_id_smime_aa_signingCertificateV2};
  std::vector<std::string> names;
  for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
    const ASN1_OBJECT* object = X509_ATTRIBUTE_get0_object(CMS_signed_get_attr(signer, i));
    if (std::ranges::find(kUsual, OBJ_obj2nid(object)) == kUsual.end()) {
      std::array<char, 80> text{};
      OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 0);
      names.emplace_back(text.data());
    }
  }
  return names;
}

}  // namespace

SignedData read_signed_data(std::string_view der, ContentKind kind) {
  SignedData data;
  data.cms = parse(der, kind);
  check_content(data.cms.get(), kind);
  data.signer_info = only_signer(data.cms.get());
  check_unprotected_parts(der, kind);
  data.content_digest = read_message_digest(data.cms.get(), data.signer_info);
  data.remarks = unusual_attributes(data.signer_info);
  data.certificates.reset(CMS_get1_certs(data.cms.get()));
  if (sk_X509_num(data.certificates.get()) > kMaxCertificates) {
    throw Objection("signature/form", {"too many certificates", "证书过多"});
  }
  data.signer = find_signer(data, kind);
  X509_ALGOR* digest = nullptr;
  X509_ALGOR* signature = nullptr;
  CMS_SignerInfo_get0_algs(data.signer_info, nullptr, nullptr, &digest, &signature);
  data.digest = allowed_digest(digest);
  check_algorithms(data, signature);
  data.signature = pki::content_of(CMS_SignerInfo_get0_signature(data.signer_info));
  return data;
}

void check_signature(const SignedData& data, std::string_view content_digest) {
  CMS_SignerInfo_set1_signer_cert(data.signer_info, data.signer);
  const bool signed_by = CMS_SignerInfo_verify(data.signer_info) == 1;
  static_cast<void>(pki::take_errors());
  if (!signed_by) {
    throw Objection("signature/value", {"the signature was not made by the signer's key",
                                        "签名值不是由签名者的密钥产生的"});
  }
  if (data.content_digest != content_digest) {
    throw Objection("signature/digest",
                    {"the content is not what was signed", "内容与签名时不一致（摘要不符）"});
  }
}

std::string unsigned_attribute(const SignedData& data, int identifier) {
  const int index = CMS_unsigned_get_attr_by_NID(data.signer_info, identifier, -1);
  if (index < 0) {
    return {};
  }
  X509_ATTRIBUTE* attribute = CMS_unsigned_get_attr(data.signer_info, index);
  const ASN1_TYPE* value =
      X509_ATTRIBUTE_count(attribute) == 1 ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
  if (value == nullptr || ASN1_TYPE_get(value) != V_ASN1_SEQUENCE ||
      CMS_unsigned_get_attr_by_NID(data.signer_info, identifier, index) >= 0) {
    throw Objection("signature/attributes",
                    {"an unsigned attribute is there more than once, or is wrong",
                     "有未签名属性出现多次或不正确"});
  }
  return std::string(pki::content_of(value->value.sequence));
}

}  // namespace certpress::verify
