// A printer's deviation as a map from where the sheet says to where the ink lies, and back.
#pragma once

#include "certpress/printing.h"

#include "../base/geometry.h"

namespace certpress::press {

Transform transform_of(const PrintDeviation& deviation, const PaperSize& page);
// `transform` keeps orientation: a deviation that mirrors is none.
PrintDeviation deviation_of(const Transform& transform, const PaperSize& page);

}  // namespace certpress::press
