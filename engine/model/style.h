// How text looks and what happens when it is too long.
#pragma once

#include <string>

#include "../base/paint.h"

namespace certpress::model {

struct TextStyle {
  std::string font = "song";  // a role of fonts.yaml
  double size_pt = 12;
  Color color{26, 26, 26, 1};   // #1A1A1A, the ink of the official layouts
  double tracking_em = 0;       // added behind every character but the last
  double line_pitch_em = 1.38;  // from baseline to baseline
};

enum class FitMode {
  kRefuse,      // one line at the nominal size, or refused
  kShrink,      // one line, smaller down to the floor
  kWrap,        // lines at the nominal size
  kWrapShrink,  // one line when it is nearly enough; else lines, smaller down to the floor
};

struct Fit {
  FitMode mode = FitMode::kShrink;
  double floor_pt = 8.5;
  // kWrapShrink keeps one line as long as this share of the nominal size is enough for it.
  double one_line_scale = 0.86;
};

enum class Align { kLeft, kCentre, kRight };
enum class VerticalAlign { kTop, kMiddle };

}  // namespace certpress::model
