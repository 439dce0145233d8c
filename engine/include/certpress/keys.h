// Signers whose keys are in a file or on a token.
//
// These functions open the files that they are told to, and nothing else. What is wrong with a key
// throws Refused: key/unreadable, key/exposed (others than the owner may read the file),
// key/passphrase-missing, key/wrong-passphrase, key/not-a-key, key/algorithm, key/mismatch (no
// certificate belongs to the key), key/no-certificate, key/module, key/no-token, key/wrong-pin,
// key/pin-locked, key/not-on-token, key/ambiguous, key/old-encryption, key/secret-unreadable.
// A token that stops answering later throws SigningFailure (signing/key-unavailable).
//
// Signers may be used by many threads at once. Secrets are wiped from memory after their use.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "certpress/bytes.h"
#include "certpress/signing.h"

namespace certpress {

// A passphrase, a PIN, the bytes of a private key. Wiped when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] std::string_view view() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

// Where a passphrase or PIN is read from. Never from an argument: other users see those.
struct NoSecret {};
struct SecretFile {  // the first line of a file that only its owner may read
  std::filesystem::path path;
};
struct SecretVariable {  // an environment variable
  std::string name;
};
struct SecretDescriptor {  // the first line of an open file descriptor; closed afterwards
  int number = -1;
};
using SecretSource = std::variant<NoSecret, SecretFile, SecretVariable, SecretDescriptor>;

Secret read_secret(const SecretSource& source);

// PKCS#8 or the older forms, encrypted or not. Certificates in any order, PEM or DER; those that
// lead from the key's own to its root are used.
struct PemKey {
  std::filesystem::path file;
  SecretSource passphrase;
  std::vector<std::filesystem::path> certificates;
};

// A PKCS#12 file with key and certificates; more certificates may stand in other files.
struct Pkcs12Key {
  std::filesystem::path file;
  SecretSource passphrase;
  std::vector<std::filesystem::path> certificates;
};

// A key on a token (PKCS#11, OASIS v2.40). Without `certificates` those of the token are used.
struct Pkcs11Key {
  std::filesystem::path module;  // the token's library
  std::string token;             // the token's label
  std::string label;             // of the key; or
  std::string id;                // its id in hexadecimal, or both
  SecretSource pin;
  std::vector<std::filesystem::path> certificates;
};

using KeyLocation = std::variant<PemKey, Pkcs12Key, Pkcs11Key>;

std::shared_ptr<const Signer> open_signer(const KeyLocation& location);

// The certificates of a PEM or DER file. Throws Refused (key/no-certificate) when it has none.
std::vector<Bytes> read_certificates(const std::filesystem::path& file);

}  // namespace certpress
