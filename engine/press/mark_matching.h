// Which of the found bullseyes is which mark of the sheet.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "calibration_marks.h"
#include "mark_finder.h"

namespace certpress::press {

struct Match {
  std::map<int, FoundMark> marks;  // by number
  Transform to_pixels;             // from the sheet, by a similarity: to find what is near a mark
  bool mirrored = false;           // the picture shows the sheet as in a mirror
};

// The way of laying the sheet on the picture that explains most marks; nothing when none explains
// three.
std::optional<Match> match_marks(const std::vector<CalibrationMark>& sheet,
                                 const std::vector<FoundMark>& found);

}  // namespace certpress::press
