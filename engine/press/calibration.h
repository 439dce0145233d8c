// Measured marks -> how the printer deviates, or why that cannot be right.
#pragma once

#include <vector>

#include "certpress/printing.h"

#include "../base/refusals.h"
#include "affine_fit.h"

namespace certpress::press {

struct PrintedMark {
  int number = 0;
  Point nominal;
  Point printed;  // mm from the paper's top left corner
};

// Throws Refused with every bound that the deviation breaks.
Calibration calibrate_marks(const PaperSize& page, const std::vector<PrintedMark>& marks);

// Throws Refused (calibration/page-size) when a sheet of this size has no room for its marks.
void check_calibration_page(const PaperSize& page);

}  // namespace certpress::press
