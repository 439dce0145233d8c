// The calibration sheet: rulers at the edges, marks that a person can measure and a scan can be
// searched for, and what to do with them.
#pragma once

#include "certpress/printing.h"

#include "../sheet/sheet.h"
#include "../text/font_book.h"

namespace certpress::press {

// `back` is how it turns over when its marks are on the back. Throws Refused
// (calibration/page-size) when the page has no room for it.
sheet::Sheet calibration_sheet(const PaperSize& page, Duplex back, const text::FontBook& fonts);

// The other side of a sheet whose back is measured: it says so.
sheet::Sheet calibration_front(const PaperSize& page, const text::FontBook& fonts);

}  // namespace certpress::press
