// Template + Record -> Sheet.
#pragma once

#include <vector>

#include "../model/record.h"
#include "../model/template.h"
#include "../sheet/sheet.h"
#include "../text/font_book.h"

namespace certpress::layout {

// All that no record can change, laid out once.
struct StaticLayout {
  sheet::Items paper;                  // the page's background
  std::vector<sheet::Items> elements;  // for each element its static items
  // For each element its seal, when that looks the same for every record: a blank form has none, so
  // it is not static. All sheets share the item.
  std::vector<sheet::Items> seals;
};

// Throws Refused when fixed text does not fit or cannot be drawn.
StaticLayout lay_out_static(const model::Template& of, const text::FontBook& fonts);

// The sheet with its static items alone.
sheet::Sheet static_sheet(const model::Template& of, const StaticLayout& fixed);

// Where records put what differs among them: the bounds of all items that are not fixed, for every
// record of the template.
std::vector<Rect> variable_places(const model::Template& of);

// Throws Refused with every text that does not fit and every character that cannot be drawn.
sheet::Sheet lay_out(const model::Template& of, const StaticLayout& fixed,
                     const model::Record& record, const text::FontBook& fonts);

}  // namespace certpress::layout
