// A key that is in our memory, and the certificates that go with a key.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "certpress/keys.h"

#include "../pki/openssl.h"

namespace certpress::keys {

// Throws Refused: key/passphrase-missing, key/wrong-passphrase, key/not-a-key. `name` is the
// file's, for messages.
pki::KeyPtr read_pem_key(const Secret& pem, const SecretSource& passphrase,
                         const std::string& name);

// The certificate that belongs to the key, then its issuers as far as they are among the
// certificates. Throws Refused (key/mismatch) when none belongs to the key.
std::vector<Bytes> chain_for(const EVP_PKEY* key, const std::vector<Bytes>& certificates);
// The same from a certificate that is known already.
std::vector<Bytes> chain_from(const Bytes& own, const std::vector<Bytes>& certificates);

std::vector<Bytes> read_all_certificates(const std::vector<std::filesystem::path>& files);

// Throws Refused (key/algorithm) when such a key cannot sign certificates.
std::shared_ptr<const Signer> make_signer(pki::KeyPtr key, std::vector<Bytes> chain);

// PKCS#1 v1.5 or ECDSA over the digest; throws OpenSslError.
std::string sign_digest(EVP_PKEY* key, SignatureAlgorithm algorithm,
                        std::span<const std::uint8_t> digest);

[[noreturn]] void refuse_algorithm();

}  // namespace certpress::keys
