// Lines for a box: how large the text is set and where it breaks, by the field's rule.
#pragma once

#include <variant>
#include <vector>

#include "../base/geometry.h"
#include "../model/style.h"
#include "line_breaker.h"

namespace certpress::text {

// Ideographs fill the em box from 0.88 em above the baseline to 0.12 em below it, in every font of
// the manifest; fonts' own line metrics differ widely and are not used (a fallback glyph would move
// the line).
inline constexpr double kAscentEm = 0.88;
inline constexpr double kDescentEm = 0.12;

struct Fitted {
  double size_pt = 0;
  double pitch = 0;  // mm from baseline to baseline
  std::vector<Line> lines;

  // From the top of the first em box to the bottom of the last one, mm.
  [[nodiscard]] double height() const;
};

// The text does not fit at its smallest size; it would need this much.
struct DoesNotFit {
  double needed_width = 0;   // mm
  double needed_height = 0;  // mm
  double size_pt = 0;        // the smallest size allowed
};

// Words stay whole while any size that the rule allows lets them; only then are they broken.
std::variant<Fitted, DoesNotFit> fit(const ShapedText& text, const model::TextStyle& style,
                                     const model::Fit& rule, Size box);

}  // namespace certpress::text
