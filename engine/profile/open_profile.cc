// A signing profile and what it names, opened.
#include <memory>
#include <utility>

#include "certpress/signing_profile.h"

#include "../keys/key_files.h"
#include "../keys/key_pair.h"
#include "profile_reader.h"

namespace certpress {

SigningProfile open_signing_profile(const std::filesystem::path& file, const Clock& clock) {
  const std::string yaml = keys::read_public_file(file);
  profile::Profile read = profile::read_profile(yaml, file.string(), file.parent_path());
  SigningProfile out;
  out.signer = open_signer(read.key);
  out.options = std::move(read.options);

  SigningServices::Parts parts;
  parts.certificates = keys::read_all_certificates(read.certificates);
  if (read.timestamps) {
    const auto& timestamps = *read.timestamps;
    parts.timestamps = timestamps.test
                           ? open_test_timestamp_authority(*timestamps.test, clock)
                           : make_http_timestamp_authority(timestamps.url, timestamps.http);
    parts.timestamp_trust = keys::read_all_certificates(timestamps.trust);
    out.is_test = timestamps.test.has_value();
  }
  if (out.options.level >= SignatureLevel::kLt) {
    const auto& revocation = read.revocation;
    parts.revocation = revocation.test ? open_test_revocation_source(*revocation.test, clock)
                                       : make_http_revocation_source(revocation.http);
    out.is_test = out.is_test || revocation.test.has_value();
  }
  out.services = SigningServices(std::move(parts));
  return out;
}

}  // namespace certpress
