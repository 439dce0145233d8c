// Numbers and colours as a content stream has them (ISO 32000-1, 7.3.3 and 8.6.8).
#pragma once

#include <string>

#include "../base/geometry.h"
#include "../base/paint.h"

namespace certpress::pdf {

// Each is followed by a blank, as an operand is by what comes next.
void add_integer(std::string& out, long value);
// At most so many digits behind the point, without those that say nothing.
void add_decimal(std::string& out, double value, int digits);
void add_matrix(std::string& out, const Transform& matrix);
// Three components, 0 to 1.
void add_color(std::string& out, const Color& color);

}  // namespace certpress::pdf
