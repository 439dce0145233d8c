// Which digests, signature algorithms and keys a signature may rest on today.
#pragma once

#include "../pki/openssl.h"

namespace certpress::verify {

// SHA-256, SHA-384 or SHA-512; null for any other.
const EVP_MD* allowed_digest(const X509_ALGOR* algorithm);
// That the signature algorithm is RSA (PKCS#1 v1.5) or ECDSA and does not name another digest.
bool is_allowed_signature(const X509_ALGOR* algorithm, const EVP_MD* digest);
// The same for an algorithm that names key and digest in one: of a CRL, of an OCSP answer.
bool is_allowed_signature(const X509_ALGOR* algorithm);
// RSA of 2048 to 8192 bits, P-256 or P-384.
bool is_allowed_key(const EVP_PKEY* key);

}  // namespace certpress::verify
