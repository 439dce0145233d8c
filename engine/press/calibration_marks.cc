#include "calibration_marks.h"

namespace certpress::press {

std::vector<CalibrationMark> calibration_marks(const PaperSize& page) {
  // Clear of the rulers at the edges, and as far out as that allows.
  constexpr double kMargin = 22;
  std::vector<CalibrationMark> marks;
  for (const double y : {kMargin, page.height_mm / 2, page.height_mm - kMargin}) {
    for (const double x : {kMargin, page.width_mm / 2, page.width_mm - kMargin}) {
      marks.push_back({static_cast<int>(marks.size()) + 1, {x, y}});
    }
  }
  const double between = kMargin + (page.width_mm / 2 - kMargin) / 2;
  marks.push_back({kOrientationMark, {between, kMargin}});
  return marks;
}

}  // namespace certpress::press
