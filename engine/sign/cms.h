// The CMS SignedData of a PAdES signature (RFC 5652; ETSI EN 319 122-1; EN 319 142-1, 6.3), written
// by hand: OpenSSL's own CMS_sign always adds a signingTime, which PAdES forbids.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/signing.h"

#include "identity.h"

namespace certpress::sign {

// SHA-256 or SHA-384, as the algorithm says.
std::string digest_of(SignatureAlgorithm algorithm, std::span<const std::string_view> parts);

std::string sha256_of(std::span<const std::string_view> parts);

// The signed attributes as they are signed, a DER SET: contentType, messageDigest, and the ESS
// signing-certificate-v2 that binds the signature to this one certificate.
std::string signed_attributes(const Identity& identity, std::string_view content_digest);

// ContentInfo with the certificates and one SignerInfo. `timestamp` is a DER time-stamp token over
// the signature value (RFC 3161, appendix A), or empty.
std::string signed_data(const Identity& identity, std::string_view attributes,
                        std::string_view signature, std::string_view timestamp);

// The most bytes that signed_data can take with a time-stamp token of `timestamp_size` bytes.
std::size_t largest_signed_data(const Identity& identity, std::string_view attributes,
                                std::size_t timestamp_size);

}  // namespace certpress::sign
