// What is asked of a certificate: its key, its names, its time, its issuer, where its status is
// told.
#pragma once

#include <ctime>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "certpress/bytes.h"
#include "certpress/signing.h"

#include "openssl.h"

namespace certpress::pki {

// Throws OpenSslError when the bytes are no certificate.
X509Ptr parse_certificate(const Bytes& der);
Bytes der_of(const X509* certificate);

// The certificates of a PEM file, or the one of a DER file; empty when there is none, or when one
// of them is broken.
std::vector<Bytes> certificates_in(std::string_view file);

// The algorithm that a key of this kind and size signs with; nothing when it is not on the list.
std::optional<SignatureAlgorithm> algorithm_for(const EVP_PKEY* key);

// SHA-256 or SHA-384.
const EVP_MD* hash_of(SignatureAlgorithm algorithm);

// Whether the value, in the form of Signer::sign, is the key's signature of the digest.
bool is_signature(EVP_PKEY* key, SignatureAlgorithm algorithm, std::span<const std::uint8_t> digest,
                  std::string_view signature);

// "CN=..., O=..." in UTF-8, for messages.
std::string subject_of(const X509* certificate);
// The subject's common name in UTF-8; empty when it has none.
std::string common_name(const X509* certificate);

bool is_valid_at(const X509* certificate, std::time_t time);
bool is_self_signed(const X509* certificate);
// The candidate that issued and signed the certificate; null when there is none.
X509* find_issuer(const X509* certificate, std::span<const X509Ptr> candidates);

// http and https only, in the certificate's order.
std::vector<std::string> ocsp_urls(const X509* certificate);
std::vector<std::string> crl_urls(const X509* certificate);

}  // namespace certpress::pki
