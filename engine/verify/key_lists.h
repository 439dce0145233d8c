// Which keys the dictionaries of a certificate may have. What certpress does not write has no place
// in a signed certificate: most tricks on readers of PDF are a key too many.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "certpress/diagnostic.h"

#include "../cos/object.h"

namespace certpress::verify {

using KeyList = std::span<const std::string_view>;

extern const KeyList kTrailerKeys;
extern const KeyList kCatalogKeys;
extern const KeyList kPageKeys;
extern const KeyList kFormKeys;
extern const KeyList kFieldKeys;      // a signature's field and widget in one
extern const KeyList kSignatureKeys;  // a signature's or document timestamp's dictionary
extern const KeyList kStoreKeys;      // the document security store (DSS)

// Throws Objection for the first key that is not on the list. `what` is what the dictionary is.
void require_keys(const cos::Dictionary& dictionary, KeyList allowed, const std::string& code,
                  const Message& what);

// A key or name as it may stand in a message: "?" unless it is short plain ASCII.
std::string quotable(std::string_view name);

}  // namespace certpress::verify
