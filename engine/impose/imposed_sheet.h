// Certificates -> one larger sheet with what a print shop needs to cut it.
#pragma once

#include <cstddef>
#include <vector>

#include "certpress/printing.h"

#include "../sheet/sheet.h"
#include "../text/font_book.h"

namespace certpress::impose {

enum class Face { kFront, kBack };

// What the slug line counts: {page} and {pages}.
struct Numbering {
  std::size_t page = 1;
  std::size_t pages = 1;
};

// `cells` holds a sheet for each cell, row by row as they lie on the front; null leaves the cell
// empty. All are of one size. On a back each certificate lies behind its front, with its head where
// that of its front is. Throws Refused as grid_of().
sheet::Sheet imposed(const Imposition& imposition, const std::vector<const sheet::Sheet*>& cells,
                     Face face, const Numbering& numbering, const text::FontBook& fonts);

}  // namespace certpress::impose
