#include "signing_certificate.h"

#include <string_view>

#include "algorithms.h"
#include "digest.h"

namespace certpress::verify {
namespace {

inline void free_values(ASN1_SEQUENCE_ANY* values) {
  sk_ASN1_TYPE_pop_free(values, ASN1_TYPE_free);
}
using ValuesPtr = pki::Owner<ASN1_SEQUENCE_ANY, free_values>;

std::string_view bytes_of(const ASN1_TYPE* value) {
  return pki::content_of(value->value.asn1_string);
}

// The members of a SEQUENCE; null when the value is none.
ValuesPtr members(const ASN1_TYPE* value) {
  if (value == nullptr || ASN1_TYPE_get(value) != V_ASN1_SEQUENCE) {
    return nullptr;
  }
  return pki::from_der<ValuesPtr>(bytes_of(value), d2i_ASN1_SEQUENCE_ANY);
}

const ASN1_TYPE* first(const ValuesPtr& values) {
  return sk_ASN1_TYPE_num(values.get()) > 0 ? sk_ASN1_TYPE_value(values.get(), 0) : nullptr;
}

// SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, ... }; returns the members of the
// first ESSCertID.
ValuesPtr first_identifier(const ASN1_TYPE* attribute) {
  const ValuesPtr outer = members(attribute);
  const ValuesPtr list = members(first(outer));
  return members(first(list));
}

}  // namespace

std::optional<CertificateDigest> read_signing_certificate_v2(const ASN1_TYPE* attribute) {
  // ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash OCTET STRING, ... }
  const ValuesPtr identifier = first_identifier(attribute);
  const ASN1_TYPE* member = first(identifier);
  const EVP_MD* algorithm = EVP_sha256();
  if (member != nullptr && ASN1_TYPE_get(member) == V_ASN1_SEQUENCE) {
    const auto named = pki::from_der<pki::X509AlgorPtr>(bytes_of(member), d2i_X509_ALGOR);
    algorithm = named ? allowed_digest(named.get()) : nullptr;
    member =
        sk_ASN1_TYPE_num(identifier.get()) > 1 ? sk_ASN1_TYPE_value(identifier.get(), 1) : nullptr;
  }
  if (member == nullptr || algorithm == nullptr || ASN1_TYPE_get(member) != V_ASN1_OCTET_STRING) {
    return std::nullopt;
  }
  return CertificateDigest{algorithm, std::string(bytes_of(member))};
}

std::optional<CertificateDigest> read_signing_certificate_v1(const ASN1_TYPE* attribute) {
  const ValuesPtr identifier = first_identifier(attribute);
  const ASN1_TYPE* member = first(identifier);
  if (member == nullptr || ASN1_TYPE_get(member) != V_ASN1_OCTET_STRING) {
    return std::nullopt;
  }
  return CertificateDigest{EVP_sha1(), std::string(bytes_of(member))};
}

bool is_digest_of(const CertificateDigest& digest, const X509* certificate) {
  return digest_of(pki::to_der(certificate, i2d_X509), digest.algorithm) == digest.value;
}

}  // namespace certpress::verify
