// What was changed after the signature, and whether that is allowed.
//
// A certifying signature with P 1 allows no change but what keeps it provable for years: the
// document security store, and document timestamps (ISO 32000-2, 12.8.2.2.2; ETSI EN 319 142-1,
// 5.4 and 5.5). The list here is what such an addition touches; everything else is refused, whether
// or not it shows on a page.
#pragma once

#include <cstddef>

#include "../cos/file.h"
#include "check_list.h"

namespace certpress::verify {

// Compares each revision behind the first `signed_revisions` with the state before it. `checks`
// gets "changes/revision" for each, and "changes/none" when there is none.
void check_changes(const cos::File& file, std::size_t signed_revisions, CheckList& checks);

}  // namespace certpress::verify
