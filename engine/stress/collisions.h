// Elements of a sheet whose ink meets where it must not.
#pragma once

#include <vector>

#include "certpress/diagnostic.h"

#include "../model/template.h"
#include "../sheet/sheet.h"

namespace certpress::stress {

// One error, stress/collision, for each two elements of which one's text, photo, picture or code
// (with its quiet zone) lies over the other's, with the depth in mm. Boxes of ink are compared,
// line by line, not the declared ones. Seals, watermarks, patterns, lines and shapes may lie under
// or over anything; a picture that holds all of a later element is its ground, and an element that
// allows overlaps (`allow`) is left out.
std::vector<Diagnostic> collisions(const model::Template& of, const sheet::Sheet& sheet);

}  // namespace certpress::stress
