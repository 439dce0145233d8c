// A certificate as people read it. Names come from strangers: what would play tricks on a terminal
// is escaped.
#pragma once

#include <string>
#include <string_view>

#include "certpress/verification.h"

#include "../pki/openssl.h"

namespace certpress::verify {

// RFC 4514, UTF-8: "CN=...,O=...,C=CN"
std::string name_text(const X509_NAME* name);
// Hexadecimal, capitals.
std::string hex(std::string_view bytes);

CertificateSummary summary_of(const X509* certificate);

}  // namespace certpress::verify
