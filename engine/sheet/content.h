// All that decides how items look, as bytes: equal bytes, equal looks. For knowing again what was
// drawn before. In the byte order of the machine, and not to be read back.
#pragma once

#include <string>

#include "sheet.h"

namespace certpress::sheet {

// Fonts are told by their SHA-256, pictures by their pixels.
void append_content(const Item& item, std::string& out);

}  // namespace certpress::sheet
