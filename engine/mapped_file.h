// A file of this machine mapped into memory: tens of megabytes of which only a few pages are used.
#pragma once

#include <optional>

#include "certpress/bytes.h"

namespace certpress {

// The whole content of an open file; nothing when it is empty or no regular file. The mapping
// outlives the descriptor, which stays the caller's.
std::optional<Bytes> map_file(int descriptor);

}  // namespace certpress
