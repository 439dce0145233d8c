// A CMS SignedData (RFC 5652) read strictly: one signer, whose certificate is bound by an attribute
// that is itself signed. A signature of the content and a timestamp token are both such a thing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../pki/openssl.h"

namespace certpress::verify {

struct SignedData {
  pki::CmsPtr cms;
  CMS_SignerInfo* signer_info = nullptr;  // owned by `cms`
  pki::CertificatesPtr certificates;      // all that it carries
  X509* signer = nullptr;                 // one of `certificates`
  const EVP_MD* digest = nullptr;         // what the content was digested with
  std::string content_digest;             // that digest, as the signer signed it
  std::string signature;                  // the signature value
  std::vector<std::string> remarks;       // signed attributes that PAdES does not know, by name
};

// What the SignedData must be about.
enum class ContentKind {
  kDetached,        // id-data, not inside: the bytes of a PDF
  kTimestampToken,  // TSTInfo (RFC 3161), inside
};

// Throws Objection: "signature/container" (no strict DER), "signature/form",
// "signature/attributes", "signature/algorithms", "signature/certificate". Does not look at the
// signature value yet.
SignedData read_signed_data(std::string_view der, ContentKind kind);

// Throws Objection unless the signer's key made the signature over the signed attributes
// ("signature/value"), and these name this digest of the content ("signature/digest").
void check_signature(const SignedData& data, std::string_view content_digest);

// The value of an unsigned attribute that is there once; empty when it is not there. Throws
// Objection when it is there more than once.
std::string unsigned_attribute(const SignedData& data, int identifier);

}  // namespace certpress::verify
