// Time-stamping authorities, OCSP responders and revocation lists by HTTP and HTTPS.
//
// Safe to use from many threads at once; connections are kept for the next request. Proxies and
// passwords of the environment are not looked at. What cannot be had throws SigningFailure
// (signing/timestamp-unavailable, signing/revocation-unavailable) with the reason: refused, timed
// out, an HTTP status, another content type than it must be, too large, a redirect to another
// scheme.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "certpress/signing.h"

namespace certpress {

struct HttpOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds total_timeout{15'000};
  // "http://proxy:3128"; none when empty.
  std::string proxy;
  // PEM: who is believed to be an HTTPS server; the system's list when empty.
  std::filesystem::path authorities;
  // Of one answer. Revocation lists of large authorities have megabytes.
  std::size_t max_bytes = std::size_t{32} << 20U;
};

std::shared_ptr<const TimestampAuthority> make_http_timestamp_authority(std::string url,
                                                                        HttpOptions options = {});
std::shared_ptr<const RevocationSource> make_http_revocation_source(HttpOptions options = {});

}  // namespace certpress
