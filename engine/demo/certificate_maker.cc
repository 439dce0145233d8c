#include "certificate_maker.h"

#include <array>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace certpress::demo {

namespace {

using pki::require;

constexpr std::time_t kDay = 86'400;

void add_entry(X509_NAME* name, const char* field, const std::string& utf8) {
  require(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(utf8.data()),
                                     static_cast<int>(utf8.size()), -1, 0) == 1,
          "write a name");
}

void set_serial(ASN1_INTEGER* serial) {
  std::array<unsigned char, 16> random{};
  require(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1, "draw a serial number");
  random[0] &= 0x7FU;  // positive (RFC 5280, 4.1.2.2)
  const pki::BignumPtr number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr));
  require(number != nullptr && BN_to_ASN1_INTEGER(number.get(), serial) != nullptr,
          "write a serial number");
}

}  // namespace

pki::KeyPtr make_p256_key() {
  pki::KeyPtr key(EVP_EC_gen("P-256"));
  require(key, "make a key");
  return key;
}

pki::KeyPtr make_rsa_key() {
  pki::KeyPtr key(EVP_RSA_gen(2048));
  require(key, "make a key");
  return key;
}

KeyAndCertificate issue(pki::KeyPtr key, const CertificateRequest& request,
                        const KeyAndCertificate* issuer, std::time_t time) {
  pki::X509Ptr certificate(X509_new());
  X509* out = require(certificate, "allocate");
  set_serial(X509_get_serialNumber(out));
  X509_NAME* subject = X509_get_subject_name(out);
  add_entry(subject, "C", "CN");
  add_entry(subject, "O", "certpress TEST ONLY 仅供测试");
  add_entry(subject, "CN", request.common_name);
  const X509* issuer_certificate = issuer != nullptr ? issuer->certificate.get() : out;
  require(X509_set_version(out, X509_VERSION_3) == 1 &&
              X509_set_issuer_name(out, X509_get_subject_name(issuer_certificate)) == 1 &&
              ASN1_TIME_set(X509_getm_notBefore(out), time - kDay) != nullptr &&
              ASN1_TIME_set(X509_getm_notAfter(out), time + request.days * kDay) != nullptr &&
              X509_set_pubkey(out, key.get()) == 1,
          "make a certificate");
  X509V3_CTX context{};
  X509V3_set_ctx(&context, const_cast<X509*>(issuer_certificate), out, nullptr, nullptr, 0);
  for (const auto& [nid, value] : request.extensions) {
    const pki::ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    require(extension != nullptr && X509_add_ext(out, extension.get(), -1) == 1,
            "write an extension");
  }
  EVP_PKEY* signing_key = issuer != nullptr ? issuer->key.get() : key.get();
  require(X509_sign(out, signing_key, EVP_sha256()) > 0, "sign a certificate");
  return {std::move(key), std::move(certificate)};
}

std::string issue_crl(const KeyAndCertificate& issuer, int days, std::time_t time) {
  const pki::CrlPtr crl(X509_CRL_new());
  X509_CRL* out = require(crl, "allocate");
  const pki::Asn1TimePtr from(ASN1_TIME_set(nullptr, time - kDay));
  const pki::Asn1TimePtr until(ASN1_TIME_set(nullptr, time + days * kDay));
  const pki::Asn1IntegerPtr number(ASN1_INTEGER_new());
  require(X509_CRL_set_version(out, X509_CRL_VERSION_2) == 1 &&
              X509_CRL_set_issuer_name(out, X509_get_subject_name(issuer.certificate.get())) == 1 &&
              X509_CRL_set1_lastUpdate(out, from.get()) == 1 &&
              X509_CRL_set1_nextUpdate(out, until.get()) == 1 &&
              ASN1_INTEGER_set(number.get(), 1) == 1 &&
              X509_CRL_add1_ext_i2d(out, NID_crl_number, number.get(), 0, 0) == 1,
          "make a revocation list");
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer.certificate.get(), nullptr, nullptr, out, 0);
  const pki::ExtensionPtr key_id(
      X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid:always"));
  require(key_id != nullptr && X509_CRL_add_ext(out, key_id.get(), -1) == 1 &&
              X509_CRL_sign(out, issuer.key.get(), EVP_sha256()) > 0,
          "sign a revocation list");
  return pki::to_der(out, i2d_X509_CRL);
}

std::string to_pem(const X509* certificate) {
  const pki::BioPtr out(BIO_new(BIO_s_mem()));
  require(PEM_write_bio_X509(require(out, "allocate"), certificate) == 1, "write PEM");
  return pki::content_of(out.get());
}

std::string to_pem(const EVP_PKEY* key) {
  const pki::BioPtr out(BIO_new(BIO_s_mem()));
  require(PEM_write_bio_PKCS8PrivateKey(require(out, "allocate"), key, nullptr, nullptr, 0, nullptr,
                                        nullptr) == 1,
          "write PEM");
  return pki::content_of(out.get());
}

}  // namespace certpress::demo
