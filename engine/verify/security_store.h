// The document security store (DSS: ISO 32000-2, 12.8.4.3): certificates, OCSP answers and
// revocation lists that the file carries. Evidence to be judged, nothing to be trusted.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "../cos/file.h"
#include "../pki/openssl.h"
#include "check_list.h"

namespace certpress::verify {

template <typename Pointer>
struct Evidence {
  Pointer value;
  std::size_t revisions = 0;  // it stands in the last of that many revisions
};

struct SecurityStore {
  std::vector<Evidence<pki::X509Ptr>> certificates;
  std::vector<Evidence<pki::OcspBasicPtr>> ocsp_answers;
  std::vector<Evidence<pki::CrlPtr>> crls;
};

// That the dictionary is a security store and nothing else: an object that is a page's resources
// and a store at once could be rewritten as the one and change the other. Throws Objection.
void check_security_store(const cos::File& file, const cos::Dictionary& store,
                          std::size_t revisions, const std::string& code);

// What cannot be read is a warning ("revocation/evidence") and left out.
SecurityStore read_security_store(const cos::File& file, CheckList& checks);

}  // namespace certpress::verify
