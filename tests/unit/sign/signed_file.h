// A signed file taken apart for the programs that judge it.
#pragma once

#include <string>
#include <vector>

namespace certpress::tests {

struct SignaturePart {
  std::string der;       // /Contents without its zeros
  std::string covered;   // the bytes that /ByteRange names
  std::size_t end = 0;   // of the second range
  std::size_t room = 0;  // bytes of /Contents with its zeros
};

// In the order of the file. Throws std::runtime_error when /ByteRange and /Contents do not fit
// together.
std::vector<SignaturePart> signatures_of(const std::string& pdf);

}  // namespace certpress::tests
