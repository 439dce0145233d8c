// Bleed: what reaches the edge of a page is drawn on beyond it, so that no white is left where the
// knife, or a printer's correction, is a little off.
//
// A template declares bleed by reaching the edge. A filled shape and a line that ends there are
// drawn out; a picture is continued by its own strip, mirrored. Text is not.
#pragma once

#include "../sheet/sheet.h"

namespace certpress::press {

// Nearer than this to the page's edge counts as reaching it, mm.
inline constexpr double kReaches = 0.01;

sheet::Items with_bleed(const sheet::Items& items, Size page, double bleed_mm);

}  // namespace certpress::press
