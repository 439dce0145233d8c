// Proves that certificates are not revoked: OCSP answers (RFC 6960) and revocation lists (RFC 5280)
// for every certificate from the leaves to their roots, each checked before it is believed.
#pragma once

#include <ctime>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "certpress/signing.h"

namespace certpress::sign {

// What a verifier needs besides the signature. DER, each once, in the order of the walk.
struct ValidationData {
  std::vector<Bytes> certificates;
  std::vector<Bytes> ocsps;  // OCSPResponse
  std::vector<Bytes> crls;
  // Signing times for which all of it is current.
  std::time_t from = 0;
  std::time_t until = 0;

  [[nodiscard]] bool holds(const Bytes& certificate) const;
};

// Safe to use from many threads. Asks once for what many signatures need.
class RevocationCache {
 public:
  // For the leaves and all above them. `issuers` are the certificates among which issuers are
  // looked for. Throws Refused (signing/certificate-revoked, signing/chain-incomplete) and
  // SigningFailure (signing/revocation-unavailable: nothing usable could be had, with the reasons).
  std::shared_ptr<const ValidationData> collect(const RevocationSource& source,
                                                std::span<const Bytes> leaves,
                                                std::span<const Bytes> issuers, std::time_t time);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const ValidationData>> known_;  // by the leaves' DER
};

}  // namespace certpress::sign
