// Certificate identifiers (电子证照标识, GB/T 36904-2018): making and checking them.
//
//   1.2.156.3005.2.<type code, 21>.<issuer's USCC, 18>.<serial>.<version, 3 digits>.<check>
//
// Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress {

inline constexpr int kMaxCertificateIds = 100'000;

struct CertificateIdParts {
  std::string type_code;        // 21 of 0-9 A-Z: who defined the type, and its number
  std::string issuer;           // 统一社会信用代码 of who issues the certificate
  std::string serial;           // 1 to 64 of 0-9 A-Z, unique for type and issuer
  std::string version = "001";  // 3 digits, counted up when a certificate is issued anew
};

// `count` identifiers (1 to kMaxCertificateIds) with consecutive serials: the digits that end the
// serial are counted up and keep their number. Throws Refused when a part is not well-formed
// (record/bad-certificate-id, record/bad-uscc) or the digits run out (id/serial-exhausted).
std::vector<std::string> make_certificate_ids(const CertificateIdParts& parts, int count = 1);

// What the kind certificate-id says of the identifier: errors when it is wrong, warnings where it
// was issued in a way that is known to be wrong and is taken nevertheless
// (record/certificate-id-variant, record/certificate-id-region), notes where a record would have it
// normalised. Empty when it is right as it stands.
std::vector<Diagnostic> check_certificate_id(std::string_view text);

}  // namespace certpress
