// A signing profile: one YAML file that says who signs, at which level, and who is asked.
//
//   certpress-signing: 1
//   key: {pem: signer.key, passphrase: {file: signer.pass}}
//   certificates: [signer.pem, ca.pem, root.pem]
//   level: LTA
//   timestamp: {url: 'http://tsa.example.org', trust: [tsa-root.pem]}
//
// cli/signing.md lists every key. Paths are relative to the profile's folder.
#pragma once

#include <filesystem>
#include <memory>

#include "certpress/demo.h"
#include "certpress/signing.h"

namespace certpress {

struct SigningProfile {
  std::shared_ptr<const Signer> signer;
  SigningServices services;
  SignatureOptions options;  // all but the time
  // Its timestamps or revocation answers come from keys in this process and prove nothing.
  bool is_test = false;
};

// Reads the profile and opens what it names. Throws Refused with every problem found:
// profile/unreadable-yaml, profile/unknown-key, profile/missing-key, profile/wrong-type,
// profile/bad-value, profile/conflict, and those of keys.h. `clock` is for test authorities only.
SigningProfile open_signing_profile(const std::filesystem::path& file, const Clock& clock);

}  // namespace certpress
