// SVG path data (SVG 1.1, clause 8.3) -> an outline of lines and cubic Béziers.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "certpress/diagnostic.h"

#include "../base/outline.h"

namespace certpress::parse {

struct PathDataProblem {
  std::size_t index;  // byte of the text
  Message message;
};

// All commands, absolute and relative: M L H V C S Q T A Z. Quadratic curves and elliptical arcs
// become cubic ones; an arc errs by less than 0.03 % of its radius.
std::variant<Outline, PathDataProblem> parse_path_data(std::string_view text);

// The smallest rectangle around what the pen touches (not around its control points).
Rect bounds(const Outline& outline);

}  // namespace certpress::parse
