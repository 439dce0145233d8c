// How far colours differ for an eye and for a scanner.
#pragma once

#include "../base/paint.h"

namespace certpress::lint {

// `top` as it looks on an opaque `ground`.
Color over(const Color& top, const Color& ground);

// Relative luminance of an opaque colour: 0 black, 1 white (WCAG 2.2, after IEC 61966-2-1).
double luminance(const Color& color);

// From 1 (none) to 21 (black on white), as WCAG 2.2 defines it.
double contrast_ratio(const Color& a, const Color& b);

}  // namespace certpress::lint
