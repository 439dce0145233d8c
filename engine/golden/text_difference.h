// Where two texts part, without showing them: they may hold personal data.
#pragma once

#include <string>

#include "certpress/diagnostic.h"

namespace certpress::golden {

// "the text of the PDF differs from line 12 on: 1 lines gone, 2 lines new". `what` is the subject.
Message text_difference(const std::string& before, const std::string& after, const Message& what);

}  // namespace certpress::golden
