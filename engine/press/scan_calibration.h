// A scan's pixels -> where the marks of a calibration sheet were printed.
#pragma once

#include "certpress/printing.h"

#include "grey_image.h"

namespace certpress::press {

// As calibrate() of a scan, whose picture is decoded. Throws Refused.
Calibration calibrate_scan(const PaperSize& page, const GreyImage& scan,
                           const ScanOptions& options);

}  // namespace certpress::press
