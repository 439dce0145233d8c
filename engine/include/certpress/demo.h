// Certificates, keys and authorities FOR TESTS: everything that signing needs without any outside
// party. Whoever has these files can sign as anybody in them; nothing that they vouch for is true.
#pragma once

#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "certpress/keys.h"
#include "certpress/signing.h"

namespace certpress {

struct DemoFile {
  std::string name;
  std::string content;
  bool is_private = false;  // write it so that only its owner may read it
};

struct DemoOptions {
  std::time_t time = 0;  // certificates are valid from a day before
  // Written into the certificates. Nobody answers at the default (RFC 6761, 6.4).
  std::string url = "http://test.certpress.invalid";
};

// The folder of a test authority, with new keys at each call: a root, an issuing CA, two signers
// (RSA and P-256), a time-stamping authority, an OCSP responder, revocation lists, and a signing
// profile for each level.
std::vector<DemoFile> make_demo_keys(const DemoOptions& options);

// Tells the time, UTC. Called from whatever thread signs.
using Clock = std::function<std::time_t()>;

// A time-stamping authority in this process. Throws Refused as open_signer does.
std::shared_ptr<const TimestampAuthority> open_test_timestamp_authority(const PemKey& key,
                                                                        Clock clock);

// An OCSP responder and a server of revocation lists in this process. A list is found by the last
// part of its URL, which is the file's name; the responder answers by the same lists. Throws
// Refused as open_signer does, and key/no-list when a file is no revocation list.
struct TestResponder {
  PemKey key;
  std::vector<std::filesystem::path> lists;  // DER
};
std::shared_ptr<const RevocationSource> open_test_revocation_source(const TestResponder& responder,
                                                                    Clock clock);

}  // namespace certpress
