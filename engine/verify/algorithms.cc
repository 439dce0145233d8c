#include "algorithms.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <openssl/objects.h>

namespace certpress::verify {
namespace {

bool is_listed(int digest) {
  return digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512;
}

// NID_undef when it has parameters: none of those on the list takes any but NULL (RFC 5754).
int identifier_of(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* object = nullptr;
  int parameters = V_ASN1_UNDEF;
  X509_ALGOR_get0(&object, &parameters, nullptr, algorithm);
  const bool plain = parameters == V_ASN1_UNDEF || parameters == V_ASN1_NULL;
  return plain ? OBJ_obj2nid(object) : NID_undef;
}

}  // namespace

const EVP_MD* allowed_digest(const X509_ALGOR* algorithm) {
  const int digest = identifier_of(algorithm);
  return is_listed(digest) ? EVP_get_digestbynid(digest) : nullptr;
}

bool is_allowed_signature(const X509_ALGOR* algorithm, const EVP_MD* digest) {
  const int identifier = identifier_of(algorithm);
  if (identifier == NID_rsaEncryption) {
    return true;  // CMS names the digest apart from it (RFC 3370, 3.2)
  }
  int named = NID_undef;
  int key = NID_undef;
  return OBJ_find_sigid_algs(identifier, &named, &key) == 1 && named == EVP_MD_get_type(digest) &&
         (key == NID_rsaEncryption || key == NID_X9_62_id_ecPublicKey);
}

bool is_allowed_signature(const X509_ALGOR* algorithm) {
  int named = NID_undef;
  int key = NID_undef;
  return OBJ_find_sigid_algs(identifier_of(algorithm), &named, &key) == 1 && is_listed(named) &&
         (key == NID_rsaEncryption || key == NID_X9_62_id_ecPublicKey);
}

bool is_allowed_key(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) {
    const int bits = EVP_PKEY_get_bits(key);
    return bits >= 2048 && bits <= 8192;
  }
  std::array<char, 64> group{};
  std::size_t length = 0;
  if (EVP_PKEY_is_a(key, "EC") != 1 ||
      EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1) {
    return false;
  }
  const std::string_view name(group.data(), length);
  return name == "prime256v1" || name == "secp384r1";
}

}  // namespace certpress::verify
