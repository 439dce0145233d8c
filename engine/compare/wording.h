// How changes of ink are put into words, in both languages.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "certpress/diagnostic.h"

#include "../base/geometry.h"
#include "ink.h"

namespace certpress::compare {

// Numbers of a dump are rounded to a micrometre, and a group may enlarge what is inside.
inline constexpr double kSamePlaceMm = 0.003;

// "0.40", with three decimals below a hundredth.
std::string distance(double mm);
// "+0.40 mm right, +0.20 mm down"
Message towards(Point by);
// Quotes what the template says; of a record's text it tells the place and the code points.
Message text_change(const Ink& before, const Ink& after);
// "a, b"; a dash when there is none.
std::string joined(const std::vector<std::string>& words);
// The different words that stand in one list and not at the same place in the other, in order: of
// lists of different lengths, all words.
std::pair<std::vector<std::string>, std::vector<std::string>> what_differs(
    const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace certpress::compare
