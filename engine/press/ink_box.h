// Where the ink of an item lies on its page: never less than it covers, and little more.
#pragma once

#include <optional>

#include "../sheet/sheet.h"

namespace certpress::press {

// Nothing when the item shows nothing.
std::optional<Rect> ink_box(const sheet::Item& item);

}  // namespace certpress::press
