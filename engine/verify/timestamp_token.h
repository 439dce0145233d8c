// An RFC 3161 timestamp token: that these bytes existed at that time.
#pragma once

#include <cstddef>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>

#include "certpress/verification.h"

#include "signed_data.h"

namespace certpress::verify {

struct TimestampToken {
  TimestampKind kind = TimestampKind::kSignature;
  std::size_t revisions = 0;  // it covers the file up to the end of that many revisions
  std::time_t time = 0;
  SignedData signed_data;
};

// The digest, by the given algorithm, of what the token must be about.
using Imprint = std::function<std::string(const EVP_MD* algorithm)>;

// Throws Objection when the token is malformed, altered, or about something else. Whether its
// authority is to be trusted is another question.
TimestampToken read_timestamp_token(std::string_view der, const Imprint& imprint);

}  // namespace certpress::verify
