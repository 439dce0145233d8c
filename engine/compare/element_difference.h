// What changed in the ink of one element, as sentences.
#pragma once

#include <string>
#include <vector>

#include "certpress/compare.h"

#include "ink.h"

namespace certpress::compare {

// Changes of the element, the most telling first: text, font, size, lines, colour, then places.
std::vector<Change> element_difference(const ElementInk& before, const ElementInk& after);

Area area_of(const std::optional<Rect>& box);

}  // namespace certpress::compare
