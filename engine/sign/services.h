// What stands behind SigningServices: the authorities, and what a batch learnt from them.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/signing.h"

#include "../pki/openssl.h"
#include "identity.h"
#include "revocation.h"
#include "timestamp.h"

namespace certpress {

struct SigningServices::State {
 public:
  explicit State(Parts parts);

  // As sign::check_identity, once for all signatures in the certificates' time.
  std::shared_ptr<const sign::Identity> checked(const SigningIdentity& identity, std::time_t time);

  // Throws Refused when there is nobody to ask (signing/no-timestamp-authority), and as
  // request_timestamp does.
  sign::TimestampToken timestamp(std::string_view sha256);
  // How many bytes to keep free for the next token.
  [[nodiscard]] std::size_t timestamp_capacity() const;

  // Of the identity and of the authority that signs timestamps. Asks for one timestamp when none
  // was seen yet: the data belongs into the signed revision, which is complete before the
  // signature's own timestamp exists. Throws Refused (signing/no-revocation-source) and as
  // RevocationCache::collect does.
  std::shared_ptr<const sign::ValidationData> validation_data(const SigningIdentity& identity,
                                                              std::time_t time);
  // The same for a timestamp that has turned out to be another authority's.
  std::shared_ptr<const sign::ValidationData> validation_data(
      const SigningIdentity& identity, std::time_t time,
      const std::vector<Bytes>& timestamp_certificates);

 private:
  const Parts parts_;
  std::vector<pki::X509Ptr> trust_;
  std::vector<pki::X509Ptr> issuers_;
  sign::RevocationCache revocation_;
  std::atomic<std::size_t> largest_token_ = 0;
  std::mutex mutex_;
  std::vector<Bytes> timestamp_certificates_;  // of the last token
  // By algorithm and certificates.
  std::map<std::string, std::shared_ptr<const sign::Identity>> identities_;
};

}  // namespace certpress
