// The marks of a calibration sheet: where they are, and what they look like, so that the sheet that
// draws them and the scan that is searched for them agree.
#pragma once

#include <vector>

#include "certpress/printing.h"

#include "../base/geometry.h"

namespace certpress::press {

// A bullseye: a disc in a ring. Radii in mm.
inline constexpr double kDiscRadius = 1.5;
inline constexpr double kRingInner = 2.9;
inline constexpr double kRingOuter = 4.0;
// Of the arms that a person measures to.
inline constexpr double kArmEnd = 9.0;

struct CalibrationMark {
  int number = 0;
  Point at;
};

// Three rows of three, 1 to 9, and one that tells how the sheet lies: 10, between 1 and 2, where no
// turned or mirrored sheet has one.
std::vector<CalibrationMark> calibration_marks(const PaperSize& page);
inline constexpr int kOrientationMark = 10;

}  // namespace certpress::press
