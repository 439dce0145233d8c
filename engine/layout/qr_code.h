// Text -> the dark modules of a QR code (ISO/IEC 18004) as one path.
#pragma once

#include <optional>
#include <string_view>

#include "../model/element.h"
#include "../sheet/sheet.h"

namespace certpress::layout {

struct QrCode {
  int modules = 0;         // on a side, without quiet zone
  sheet::Outline outline;  // fills the box; exact squares, merged into horizontal runs
};

// Byte mode, UTF-8 without ECI (what readers of Chinese codes expect), smallest version that holds
// the content. Nothing when it is too long for any; content must not be empty. Thread-safe.
std::optional<QrCode> qr_code(std::string_view content, model::CodeCorrection correction,
                              const Rect& box);

}  // namespace certpress::layout
