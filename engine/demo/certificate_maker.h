// Issues certificates and revocation lists for the test authority.
#pragma once

#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "../pki/openssl.h"

namespace certpress::demo {

struct KeyAndCertificate {
  pki::KeyPtr key;
  pki::X509Ptr certificate;
};

struct CertificateRequest {
  std::string common_name;
  int days = 0;
  // By OpenSSL's number, in the words of its configuration files (x509v3_config(5)).
  std::vector<std::pair<int, std::string>> extensions;
};

pki::KeyPtr make_p256_key();
pki::KeyPtr make_rsa_key();

// Signed by the issuer; by itself when that is null. Valid from a day before `time`.
KeyAndCertificate issue(pki::KeyPtr key, const CertificateRequest& request,
                        const KeyAndCertificate* issuer, std::time_t time);

// An empty list. DER.
std::string issue_crl(const KeyAndCertificate& issuer, int days, std::time_t time);

std::string to_pem(const X509* certificate);
std::string to_pem(const EVP_PKEY* key);

}  // namespace certpress::demo
