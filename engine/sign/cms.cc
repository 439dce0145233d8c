#include "cms.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <openssl/objects.h>

#include "../base/sha256.h"
#include "../pki/certificate.h"
#include "../pki/openssl.h"
#include "der.h"

namespace certpress::sign {

namespace {

using der::kContext0;
using der::kContext1;
using der::kInteger;
using der::kNull;
using der::kOctetString;
using der::kSequence;
using der::kSet;
using der::tagged;

constexpr std::string_view kVersion1("\x01", 1);

std::string digest_algorithm(SignatureAlgorithm algorithm) {
  // Parameters are absent for the SHA-2 family (RFC 5754, 2).
  return tagged(kSequence, {der::oid(EVP_MD_get_type(pki::hash_of(algorithm)))});
}

std::string signature_algorithm(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::kRsaSha256:
      return tagged(kSequence, {der::oid(NID_rsaEncryption), kNull});
    case SignatureAlgorithm::kEcdsaP256Sha256:
      return tagged(kSequence, {der::oid(NID_ecdsa_with_SHA256)});
    case SignatureAlgorithm::kEcdsaP384Sha384:
      return tagged(kSequence, {der::oid(NID_ecdsa_with_SHA384)});
  }
  throw std::logic_error("an algorithm that is not on the list");
}

std::string attribute(int nid, std::string_view value) {
  return tagged(kSequence, {der::oid(nid), tagged(kSet, {value})});
}

// RFC 5035, 3: ESSCertIDv2 with its default hash, SHA-256, and without issuerSerial.
std::string signing_certificate_v2(const Bytes& certificate) {
  const std::string hash = sha256_bytes(certificate.text());
  const std::string id = tagged(kSequence, {tagged(kOctetString, {hash})});
  return tagged(kSequence, {tagged(kSequence, {id})});
}

std::string digest_by(const EVP_MD* hash, std::span<const std::string_view> parts) {
  const pki::DigestContextPtr context(EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned length = 0;
  bool ok = EVP_DigestInit_ex(context.get(), hash, nullptr) == 1;
  for (const std::string_view part : parts) {
    ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  pki::require(ok && EVP_DigestFinal_ex(context.get(), out.data(), &length) == 1, "hash");
  return pki::text_of({out.data(), length});
}

}  // namespace

std::string digest_of(SignatureAlgorithm algorithm, std::span<const std::string_view> parts) {
  return digest_by(pki::hash_of(algorithm), parts);
}

std::string sha256_of(std::span<const std::string_view> parts) {
  return digest_by(EVP_sha256(), parts);
}

std::string signed_attributes(const Identity& identity, std::string_view content_digest) {
  return der::set_of(kSet,
                     {attribute(NID_pkcs9_contentType, der::oid(NID_pkcs7_data)),
                      attribute(NID_pkcs9_messageDigest, tagged(kOctetString, {content_digest})),
                      attribute(NID_id_smime_aa_signingCertificateV2,
                                signing_certificate_v2(identity.given.certificates.front()))});
}

std::string signed_data(const Identity& identity, std::string_view attributes,
                        std::string_view signature, std::string_view timestamp) {
  // In the SignerInfo the attributes stand under [0]; they are signed as a SET (RFC 5652, 5.4).
  std::string implicit_attributes(attributes);
  implicit_attributes.front() = static_cast<char>(kContext0);
  const std::string unsigned_attributes =
      timestamp.empty() ? std::string()
                        : tagged(kContext1, {attribute(NID_id_smime_aa_timeStampToken, timestamp)});
  const std::string digest = digest_algorithm(identity.given.algorithm);
  const std::string signer_info =
      tagged(kSequence, {tagged(kInteger, {kVersion1}), identity.issuer_and_serial, digest,
                         implicit_attributes, signature_algorithm(identity.given.algorithm),
                         tagged(kOctetString, {signature}), unsigned_attributes});
  std::vector<std::string> certificates;
  for (const Bytes& certificate : identity.given.certificates) {
    certificates.emplace_back(certificate.text());
  }
  const std::string data = tagged(
      kSequence, {tagged(kInteger, {kVersion1}), tagged(kSet, {digest}),
                  tagged(kSequence, {der::oid(NID_pkcs7_data)}),
                  der::set_of(kContext0, std::move(certificates)), tagged(kSet, {signer_info})});
  return tagged(kSequence, {der::oid(NID_pkcs7_signed), tagged(kContext0, {data})});
}

std::size_t largest_signed_data(const Identity& identity, std::string_view attributes,
                                std::size_t timestamp_size) {
  constexpr std::size_t kLargestSignature = 512;  // RSA-4096
  return signed_data(identity, attributes, std::string(kLargestSignature, '\0'),
                     std::string(timestamp_size, '\0'))
      .size();
}

}  // namespace certpress::sign
