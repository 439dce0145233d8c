// A signer's certificates, checked: they may sign at this time.
#pragma once

#include <ctime>
#include <memory>
#include <string>

#include "certpress/signing.h"

#include "../pki/openssl.h"

namespace certpress::sign {

struct Identity {
  SigningIdentity given;
  pki::X509Ptr certificate;       // the signer's own
  std::string issuer_and_serial;  // DER, as CMS names the certificate
  std::string common_name;
  // When all certificates are valid.
  std::time_t from = 0;
  std::time_t until = 0;
};

// Throws Refused with all that is wrong: signing/no-certificate, signing/bad-certificate,
// signing/algorithm, signing/certificate-expired, signing/certificate-not-yet-valid,
// signing/key-usage, signing/chain-order.
std::shared_ptr<const Identity> check_identity(const SigningIdentity& identity, std::time_t time);

}  // namespace certpress::sign
