// The way from a certificate to a root that the caller named (RFC 5280, 6), at a given time.
#pragma once

#include <ctime>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "certpress/diagnostic.h"
#include "certpress/verification.h"

#include "../pki/openssl.h"

namespace certpress::verify {

// The certificates that everything must lead to. Read-only once made.
class Roots {
 public:
  // Throws Refused (verify/bad-root) when one of the files has no certificate in it.
  explicit Roots(const std::vector<RootFile>& files);

  [[nodiscard]] bool empty() const { return certificates_.empty(); }
  // A store that trusts them and nothing else, strict, at security level 2 (112 bits), at `time`.
  [[nodiscard]] pki::X509StorePtr store_at(std::time_t time) const;

 private:
  std::vector<pki::X509Ptr> certificates_;
};

enum class Role { kSigner, kTimestampAuthority };

// The certificates from the leaf to the root, both included; or why there is no such path.
using Path = std::variant<pki::CertificatesPtr, Message>;
Path find_path(X509* leaf, STACK_OF(X509) * others, const Roots& roots, std::time_t time,
               Role role);

// What is wrong with this certificate signing a document; empty when nothing is.
Message key_usage_problem(X509* signer);

}  // namespace certpress::verify
