// Text on papers that the program writes by itself: calibration sheets, slug lines.
//
// Nothing is refused here: what no font can draw is shown as a question mark, and text that is too
// long for its box is set as small as the box needs.
#pragma once

#include <string_view>

#include "../model/style.h"
#include "../sheet/sheet.h"
#include "font_book.h"

namespace certpress::text {

struct Lettering {
  model::TextStyle style;
  model::Align align = model::Align::kLeft;
};

// Lines in the box, from its top; newlines end a line. `text` is valid UTF-8 in NFC. Returns the
// lower edge of the last line.
double letter(const FontBook& fonts, std::string_view text, const Rect& box,
              const Lettering& lettering, sheet::Items& out);

}  // namespace certpress::text
