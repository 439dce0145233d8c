// Certification authorities, signers, timestamps and revocation data made on the spot, with every
// fault that a test asks for.
#pragma once

#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pki/openssl.h"

namespace certpress::tests {

// 2026-05-01 08:00:00 UTC: the present of all these tests.
inline constexpr std::time_t kNow = 1'777'622'400;
inline constexpr std::time_t kDay = 86'400;
inline constexpr std::time_t kYear = 365 * kDay;

// A key with its certificate.
struct Identity {
  pki::KeyPtr key;
  pki::X509Ptr certificate;
};

enum class KeyKind { kP256, kP384, kRsa2048, kRsa1024, kP521 };

struct CertificateRecipe {
  std::string name{};
  const Identity* issuer = nullptr;  // null: self-signed
  KeyKind key = KeyKind::kP256;
  const Identity* same_key_as = nullptr;
  bool authority = false;
  std::string key_usage = "critical,digitalSignature,nonRepudiation";
  std::string extended_key_usage{};
  std::string crl_url{};
  bool crl_by_another = false;  // a distribution point that says by whom, and not where
  std::time_t from = kNow - kYear;
  std::time_t until = kNow + kYear;
  long serial = 0;  // 0: one of its own
  const EVP_MD* digest = nullptr;
};
Identity make_identity(const CertificateRecipe& recipe);

struct CrlRecipe {
  const Identity* issuer = nullptr;
  std::time_t this_update = kNow - kDay;
  std::time_t next_update = kNow + 6 * kDay;
  std::map<const Identity*, std::time_t> revoked{};
  std::optional<std::time_t> key_lost{};  // invalidityDate of all of them
  std::string scope{};                    // of the issuing distribution point, OpenSSL's syntax
  bool delta = false;
  bool strange = false;  // has a critical extension that is not the scope
};
std::string make_crl(const CrlRecipe& recipe);

struct OcspRecipe {
  const Identity* about = nullptr;
  const Identity* issuer = nullptr;
  const Identity* responder = nullptr;
  std::time_t this_update = kNow - kDay;
  std::time_t next_update = kNow + 6 * kDay;
  std::optional<std::time_t> produced{};  // this_update unless set
  std::optional<std::time_t> revoked{};
  bool unknown = false;
};
std::string make_ocsp(const OcspRecipe& recipe);

// The signature value over `bytes`, as CMS carries it.
std::string raw_signature(const Identity& signer, std::string_view bytes, const EVP_MD* digest);
std::string digest(std::string_view bytes, const EVP_MD* algorithm = EVP_sha256());
std::string der_of(const Identity& identity);
std::string pem_of(const Identity& identity);

// Root -> issuing authority -> signer; and under the same root a timestamp authority and an OCSP
// responder. Made once.
struct World {
  Identity root;
  Identity authority;
  Identity signer;
  Identity timestamper;
  Identity responder;   // delegated by `authority`
  Identity other_root;  // same name as root, another key
};
const World& world();

}  // namespace certpress::tests
