// What a revocation list or an OCSP answer says of one certificate.
#pragma once

#include <ctime>
#include <optional>

namespace certpress::verify {

struct StatusAnswer {
  std::time_t this_update = 0;
  std::time_t next_update = 0;            // this_update when it names none
  std::optional<std::time_t> revoked_at;  // nothing when the certificate was good
};

}  // namespace certpress::verify
