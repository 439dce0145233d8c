// How a file's bytes are shared out: every byte of a revision belongs to one object, to the
// cross-reference table, or is white space between them.
//
// A reader that repairs files finds objects by looking for them; what lies outside the objects that
// the tables name, or in two objects at once, could show it another document. Checked before
// anything else: after it, reading every object costs time in proportion to the file.
#pragma once

#include "../cos/file.h"

namespace certpress::verify {

// Throws Objection ("file/layout").
void check_layout(const cos::File& file);

}  // namespace certpress::verify
