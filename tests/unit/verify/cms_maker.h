// CMS signatures and timestamp tokens written by hand, right by default and wrong on demand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "authority.h"

namespace certpress::tests {

inline constexpr const char* kIdData = "1.2.840.113549.1.7.1";
inline constexpr const char* kIdTstInfo = "1.2.840.113549.1.9.16.1.4";

struct CmsRecipe {
  const Identity* signer = nullptr;             // its key signs
  const X509* named = nullptr;                  // the certificate that the SignerInfo names
  const X509* bound = nullptr;                  // the certificate that the attribute binds
  std::vector<const Identity*> certificates{};  // carried
  const EVP_MD* digest = EVP_sha256();
  const char* digest_oid = "2.16.840.1.101.3.4.2.1";
  const char* signature_oid = nullptr;           // by the kind of key when null
  const char* content_type = kIdData;            // of the SignedData
  const char* content_type_attribute = kIdData;  // as signed
  std::optional<std::string> content{};          // inside
  bool signed_attributes = true;
  bool bind = true;           // signing-certificate-v2
  bool bind_by_sha1 = false;  // signing-certificate, the first version
  bool signing_time = false;
  bool twice = false;  // each signed attribute there two times
  int signer_infos = 1;
};
// A ContentInfo about these bytes.
std::string make_cms(const CmsRecipe& recipe, const std::string& bytes);
// The signature value of the first SignerInfo.
std::string signature_value(const std::string& cms);
// The same with a token as unsigned attribute, `times` times.
std::string with_timestamp(const std::string& cms, const std::string& token, int times = 1);

struct TokenRecipe {
  const Identity* authority = nullptr;
  std::time_t time = kNow - 60;
  const EVP_MD* digest = EVP_sha256();
  const char* digest_oid = "2.16.840.1.101.3.4.2.1";
  bool bind_by_sha1 = false;  // as authorities older than RFC 5816
};
// A token over these bytes.
std::string make_token(const TokenRecipe& recipe, const std::string& bytes);

}  // namespace certpress::tests
