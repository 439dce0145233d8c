// Text -> the dark modules of a QR code (ISO/IEC 18004) as one path.
#pragma once

#include <optional>
#include <string_view>

#include "../model/element.h"
#include "../sheet/sheet.h"

namespace certpress::layout {

struct QrCode {
  int modules = 0;         // on a side
  sheet::Outline outline;  // exact squares, merged into horizontal runs
};

// Byte mode, UTF-8, smallest version that holds the content. Nothing when it is too long for any.
std::optional<QrCode> qr_code(std::string_view content, model::CodeCorrection correction,
                              const Rect& box);

}  // namespace certpress::layout
