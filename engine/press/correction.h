// A sheet as it must be sent to a printer so that its ink comes to lie where the sheet says.
#pragma once

#include "certpress/printing.h"

#include "../sheet/sheet.h"

namespace certpress::press {

// On the page that the profile was measured with: a landscape sheet is turned onto it as its stock
// lies there, so that no driver turns it. Throws Refused: printing/page-size when it is another
// page, printing/off-page for each element that would lose ink over the paper's edge.
sheet::Sheet corrected(const sheet::Sheet& sheet, const PrinterProfile& profile);

}  // namespace certpress::press
