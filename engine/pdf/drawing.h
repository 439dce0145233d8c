// Sheet -> cairo's PDF: the page, and behind it the seal on a page of its own.
#pragma once

#include <string>

#include "../sheet/sheet.h"

namespace certpress::pdf {

// Page 1 is the sheet without its signature_seal(). When it has one, page 2 is that seal, in the
// top left corner of a page of seal_page() points, neither faded nor blended: finish() makes a form
// of it.
std::string draw(const sheet::Sheet& sheet);
Size seal_page(const Rect& bounds);

}  // namespace certpress::pdf
