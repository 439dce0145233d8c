// Numbers with units and colours, as the template language spells them.
#pragma once

#include <optional>
#include <string_view>

#include "../base/paint.h"

namespace certpress::parse {

enum class Unit { kNone, kMm, kPt, kEm, kDegrees };

// "mm", "pt", "em", "deg"; empty for kNone.
std::string_view symbol(Unit unit);

struct WrittenNumber {
  double number = 0;
  std::string_view unit;  // as written, maybe none that is known; empty when there is none
};

// "26", "-0.5mm", "17 pt". Nothing when it is not a finite decimal number, maybe with letters
// behind it.
std::optional<WrittenNumber> read_number(std::string_view text);

// A length written in mm, cm, in or pt as mm or pt; nothing between other units.
std::optional<double> converted(double number, std::string_view from, Unit to);

// '#RRGGBB' or '#RRGGBBAA'.
std::optional<Color> read_color(std::string_view text);

}  // namespace certpress::parse
