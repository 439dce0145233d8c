#include "authority.h"

#include <stdexcept>

#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace certpress::tests {
namespace {

pki::KeyPtr make_key(KeyKind kind) {
  switch (kind) {
    case KeyKind::kP256:
      return pki::KeyPtr(EVP_EC_gen("P-256"));
    case KeyKind::kP384:
      return pki::KeyPtr(EVP_EC_gen("P-384"));
    case KeyKind::kP521:
      return pki::KeyPtr(EVP_EC_gen("P-521"));
    case KeyKind::kRsa2048:
      return pki::KeyPtr(EVP_RSA_gen(2048U));
    case KeyKind::kRsa1024:
      return pki::KeyPtr(EVP_RSA_gen(1024U));
  }
  throw std::logic_error("no such kind of key");
}

void add_extension(X509* certificate, X509* issuer, int identifier, const std::string& value) {
  if (value.empty()) {
    return;
  }
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const pki::ExtensionPtr extension(
      X509V3_EXT_conf_nid(nullptr, &context, identifier, value.c_str()));
  pki::require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extend");
}

std::string response_der(OCSP_BASICRESP* basic) {
  const pki::OcspResponsePtr response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic));
  return pki::to_der(response.get(), i2d_OCSP_RESPONSE);
}

}  // namespace

Identity make_identity(const CertificateRecipe& recipe) {
  static long next_serial = 1000;
  Identity made;
  if (recipe.same_key_as != nullptr) {
    EVP_PKEY_up_ref(recipe.same_key_as->key.get());
    made.key.reset(recipe.same_key_as->key.get());
  } else {
    made.key = make_key(recipe.key);
  }
  made.certificate.reset(X509_new());
  X509* certificate = made.certificate.get();
  const Identity& issuer = recipe.issuer != nullptr ? *recipe.issuer : made;
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate),
                   recipe.serial != 0 ? recipe.serial : ++next_serial);
  ASN1_TIME_set(X509_getm_notBefore(certificate), recipe.from);
  ASN1_TIME_set(X509_getm_notAfter(certificate), recipe.until);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("样例 Specimen"), -1, -1, 0);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(recipe.name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer.certificate.get()));
  X509_set_pubkey(certificate, made.key.get());
  X509* by = issuer.certificate.get();
  add_extension(certificate, by, NID_basic_constraints,
                recipe.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  add_extension(certificate, by, NID_key_usage,
                recipe.authority ? "critical,keyCertSign,cRLSign" : recipe.key_usage);
  add_extension(certificate, by, NID_ext_key_usage, recipe.extended_key_usage);
  add_extension(certificate, by, NID_subject_key_identifier, "hash");
  add_extension(certificate, by, NID_authority_key_identifier,
                recipe.issuer != nullptr ? "keyid:always" : "");
  add_extension(certificate, by, NID_crl_distribution_points,
                recipe.crl_url.empty() ? "" : "URI:" + recipe.crl_url);
  if (recipe.crl_by_another) {
    const pki::DistributionPointsPtr points(sk_DIST_POINT_new_null());
    DIST_POINT* point = DIST_POINT_new();
    point->CRLissuer = GENERAL_NAMES_new();
    GENERAL_NAME* author = GENERAL_NAME_new();
    GENERAL_NAME_set0_value(author, GEN_DIRNAME,
                            X509_NAME_dup(X509_get_subject_name(issuer.certificate.get())));
    sk_GENERAL_NAME_push(point->CRLissuer, author);
    sk_DIST_POINT_push(points.get(), point);
    X509_add1_ext_i2d(certificate, NID_crl_distribution_points, points.get(), 0, 0);
  }
  pki::require(X509_sign(certificate, issuer.key.get(),
                         recipe.digest != nullptr ? recipe.digest : EVP_sha256()) > 0,
               "sign a certificate");
  return made;
}

std::string make_crl(const CrlRecipe& recipe) {
  const pki::CrlPtr crl(X509_CRL_new());
  X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(recipe.issuer->certificate.get()));
  const pki::Asn1TimePtr from(ASN1_TIME_set(nullptr, recipe.this_update));
  const pki::Asn1TimePtr until(ASN1_TIME_set(nullptr, recipe.next_update));
  X509_CRL_set1_lastUpdate(crl.get(), from.get());
  X509_CRL_set1_nextUpdate(crl.get(), until.get());
  for (const auto& [identity, time] : recipe.revoked) {
    X509_REVOKED* revoked = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(revoked, X509_get_serialNumber(identity->certificate.get()));
    const pki::Asn1TimePtr at(ASN1_TIME_set(nullptr, time));
    X509_REVOKED_set_revocationDate(revoked, at.get());
    if (recipe.key_lost) {
      const pki::Asn1TimePtr lost(ASN1_GENERALIZEDTIME_set(nullptr, *recipe.key_lost));
      X509_REVOKED_add1_ext_i2d(revoked, NID_invalidity_date, lost.get(), 0, 0);
    }
    X509_CRL_add0_revoked(crl.get(), revoked);
  }
  if (!recipe.scope.empty()) {
    const pki::ExtensionPtr scope(X509V3_EXT_conf_nid(
        nullptr, nullptr, NID_issuing_distribution_point, ("critical," + recipe.scope).c_str()));
    X509_CRL_add_ext(crl.get(), scope.get(), -1);
  }
  const pki::Asn1IntegerPtr number(ASN1_INTEGER_new());
  ASN1_INTEGER_set(number.get(), 7);
  X509_CRL_add1_ext_i2d(crl.get(), NID_crl_number, number.get(), recipe.strange ? 1 : 0, 0);
  if (recipe.delta) {
    const pki::Asn1IntegerPtr base(ASN1_INTEGER_new());
    ASN1_INTEGER_set(base.get(), 1);
    X509_CRL_add1_ext_i2d(crl.get(), NID_delta_crl, base.get(), 1, 0);
  }
  X509_CRL_sort(crl.get());
  pki::require(X509_CRL_sign(crl.get(), recipe.issuer->key.get(), EVP_sha256()) > 0, "sign a CRL");
  return pki::to_der(crl.get(), i2d_X509_CRL);
}

std::string make_ocsp(const OcspRecipe& recipe) {
  const pki::OcspBasicPtr basic(OCSP_BASICRESP_new());
  const pki::OcspCertIdPtr id(OCSP_cert_to_id(EVP_sha1(), recipe.about->certificate.get(),
                                              recipe.issuer->certificate.get()));
  const pki::Asn1TimePtr from(ASN1_GENERALIZEDTIME_set(nullptr, recipe.this_update));
  const pki::Asn1TimePtr until(ASN1_GENERALIZEDTIME_set(nullptr, recipe.next_update));
  const pki::Asn1TimePtr revoked(recipe.revoked ? ASN1_GENERALIZEDTIME_set(nullptr, *recipe.revoked)
                                                : nullptr);
  const int status = recipe.unknown   ? V_OCSP_CERTSTATUS_UNKNOWN
                     : recipe.revoked ? V_OCSP_CERTSTATUS_REVOKED
                                      : V_OCSP_CERTSTATUS_GOOD;
  OCSP_basic_add1_status(basic.get(), id.get(), status, OCSP_REVOKED_STATUS_NOSTATUS, revoked.get(),
                         from.get(), until.get());
  // Without OCSP_NOTIME it would be made at the present of this machine.
  ASN1_GENERALIZEDTIME_set(
      const_cast<ASN1_GENERALIZEDTIME*>(OCSP_resp_get0_produced_at(basic.get())),
      recipe.produced.value_or(recipe.this_update));
  pki::require(
      OCSP_basic_sign(basic.get(), recipe.responder->certificate.get(), recipe.responder->key.get(),
                      EVP_sha256(), nullptr, OCSP_NOTIME) == 1,
      "sign an OCSP answer");
  return response_der(basic.get());
}

std::string raw_signature(const Identity& signer, std::string_view bytes, const EVP_MD* digest) {
  const pki::DigestContextPtr context(EVP_MD_CTX_new());
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t length = 0;
  pki::require(EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, signer.key.get()) == 1 &&
                   EVP_DigestSign(context.get(), nullptr, &length, data, bytes.size()) == 1,
               "start to sign");
  std::string out(length, '\0');
  pki::require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &length,
                              data, bytes.size()) == 1,
               "sign");
  out.resize(length);
  return out;
}

std::string digest(std::string_view bytes, const EVP_MD* algorithm) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), &length,
             algorithm, nullptr);
  out.resize(length);
  return out;
}

std::string der_of(const Identity& identity) {
  return pki::to_der(identity.certificate.get(), i2d_X509);
}

std::string pem_of(const Identity& identity) {
  const pki::BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), identity.certificate.get());
  const char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(length)};
}

const World& world() {
  static const World kWorld = [] {
    World made;
    made.root =
        make_identity({.name = "Specimen Root", .authority = true, .until = kNow + 20 * kYear});
    made.other_root =
        make_identity({.name = "Specimen Root", .authority = true, .until = kNow + 20 * kYear});
    made.authority = make_identity({.name = "Specimen Issuing Authority",
                                    .issuer = &made.root,
                                    .authority = true,
                                    .until = kNow + 10 * kYear});
    made.signer = make_identity({.name = "样章 Specimen Seal", .issuer = &made.authority});
    made.timestamper = make_identity({.name = "Specimen Timestamps",
                                      .issuer = &made.root,
                                      .key_usage = "critical,digitalSignature",
                                      .extended_key_usage = "critical,timeStamping",
                                      .until = kNow + 5 * kYear});
    made.responder = make_identity({.name = "Specimen OCSP",
                                    .issuer = &made.authority,
                                    .key_usage = "critical,digitalSignature",
                                    .extended_key_usage = "OCSPSigning"});
    return made;
  }();
  return kWorld;
}

}  // namespace certpress::tests
