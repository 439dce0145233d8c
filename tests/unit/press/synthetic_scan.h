// Scans of a calibration sheet as a printer and a scanner of known faults would make them.
#pragma once

#include "certpress/printing.h"

#include "press/grey_image.h"

namespace certpress::press {

struct ScanRecipe {
  PaperSize page{210, 297};
  PrintDeviation printer;
  double dpi = 150;
  // Of the scanner: how its scale is off, how the sheet is turned on the glass, and where its upper
  // left corner lies there, mm.
  double scale_x = 1;
  double scale_y = 1;
  double rotation_deg = 0;
  Point corner{12, 10};
  PaperSize glass{235, 320};
  int quarter_turns = 0;  // of the whole picture, clockwise
  bool mirrored = false;
  int background = 20;
  double noise = 0;  // standard deviation, grey levels
  int blur = 0;      // pixels on each side of a pixel that are mixed into it
};

GreyImage scan(const ScanRecipe& recipe);

// The largest distance, anywhere on the page, between where two deviations put ink, mm.
double disagreement(const PrintDeviation& a, const PrintDeviation& b, const PaperSize& page);

}  // namespace certpress::press
