// Where elements stand: over each other, or where a printer cannot print.
#pragma once

#include "../model/template.h"
#include "finding.h"

namespace certpress::lint {

// What office printers leave blank on every side, at the most.
inline constexpr double kPrintableMarginMm = 5;

// lint/overlap: boxes of text, pictures and codes (with the least quiet zone) that meet, and seals
// over codes.
void find_overlaps(const model::Template& of, Findings& found);

// lint/outside-margin: elements that reach into the margin.
void find_outside_margin(const model::Template& of, Findings& found);

}  // namespace certpress::lint
