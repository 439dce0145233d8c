// What people and cameras can read: sizes of type, colours on their ground, codes, spread labels.
#pragma once

#include "../model/template.h"
#include "../text/font_book.h"
#include "finding.h"

namespace certpress::lint {

// The smallest type of official forms: what shrinking stops at unless a style says otherwise.
inline constexpr double kSmallestTextPt = 8.5;

// lint/small-text: type that is, or may shrink to, less than kSmallestTextPt. Artworks and
// watermarks are not judged: a seal's lettering is its own.
void find_small_text(const model::Template& of, Findings& found);

// lint/low-contrast: text on the colour below it (WCAG 2.2, 1.4.3), and codes (ISO/IEC 15415). The
// colour of a picture below is not known and not judged.
void find_low_contrast(const model::Template& of, Findings& found);

// lint/small-module, lint/quiet-zone.
void find_weak_codes(const model::Template& of, Findings& found);

// lint/label-not-spread: labels that are wider than the width over which they shall be spread.
void find_unspread_labels(const model::Template& of, const text::FontBook& fonts, Findings& found);

}  // namespace certpress::lint
