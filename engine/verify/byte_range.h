// Which bytes a signature is about (ISO 32000-1, 12.8.1), and the container that is kept between
// them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "../cos/file.h"
#include "../pki/openssl.h"
#include "signature_field.h"

namespace certpress::verify {

struct SignedRange {
  std::size_t gap_begin = 0;  // of the token <...> that holds the container
  std::size_t gap_end = 0;    // behind its '>'
  std::size_t end = 0;        // behind the last byte covered
  std::size_t revisions = 0;  // how many revisions these bytes are, whole
  std::string container;      // the DER, without the zeros that fill its place
};

// Throws Objection ("signature/byte-range", "signature/container", "signature/coverage") unless the
// bytes are all of the file up to the end of a revision but for exactly the container of this very
// signature.
SignedRange read_signed_range(const cos::File& file, const SignatureField& signature);

// The digest of the covered bytes.
std::string digest_of(std::string_view file, const SignedRange& range, const EVP_MD* algorithm);

}  // namespace certpress::verify
