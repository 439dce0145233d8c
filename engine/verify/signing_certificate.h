// The signed attribute that binds the signer's certificate (ESS signing-certificate: RFC 2634, 5.4,
// and v2: RFC 5035). Without it another certificate of the same key could be put in its place.
#pragma once

#include <optional>
#include <string>

#include "../pki/openssl.h"

namespace certpress::verify {

struct CertificateDigest {
  const EVP_MD* algorithm = nullptr;
  std::string value;
};

// The first certificate that the attribute names: the signer's own. Nothing when the attribute is
// malformed or its digest (of v2) is not on the list of algorithms.
std::optional<CertificateDigest> read_signing_certificate_v2(const ASN1_TYPE* attribute);
std::optional<CertificateDigest> read_signing_certificate_v1(const ASN1_TYPE* attribute);

bool is_digest_of(const CertificateDigest& digest, const X509* certificate);

}  // namespace certpress::verify
