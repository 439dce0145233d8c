// The first half of a verification: is the file what was signed, and made as certpress makes it?
// Needs no trust in anybody.
#pragma once

#include <ctime>
#include <optional>
#include <string_view>
#include <vector>

#include "../cos/file.h"
#include "byte_range.h"
#include "check_list.h"
#include "security_store.h"
#include "signature_field.h"
#include "signed_data.h"
#include "timestamp_token.h"

namespace certpress::verify {

struct Examined {
  bool is_signed = false;  // the form names a signature of the content
  // Of the content, when it is the signature of these bytes by the key of its certificate.
  std::optional<SignedData> signature;
  std::size_t signed_revisions = 0;
  std::optional<std::time_t> claimed_time;
  std::vector<TimestampToken> timestamps;  // intact; the newest document timestamp first
  SecurityStore store;
  int later_revisions = 0;
};

// Throws cos::Malformed and Objection where nothing more can be said; what was found by then stands
// in `checks`.
Examined examine(std::string_view pdf, CheckList& checks);

}  // namespace certpress::verify
