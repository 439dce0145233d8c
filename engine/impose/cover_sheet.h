// A cover sheet (certpress/cover_sheet.h) -> its pages.
#pragma once

#include <vector>

#include "certpress/cover_sheet.h"

#include "../sheet/sheet.h"
#include "../text/font_book.h"

namespace certpress::impose {

// Throws Refused (printing/cover-too-small) when the page has no room for text that people read.
std::vector<sheet::Sheet> cover_sheets(const CoverSheet& cover, const text::FontBook& fonts);

}  // namespace certpress::impose
