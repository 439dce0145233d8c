// Whether the signed revision is what it seems: nothing in it that acts, hides, or waits to be
// switched to.
//
// Shadow attacks (hide, replace, hide-and-replace) prepare a document before it is signed, so that
// a change that looks harmless afterwards shows something else. certpress writes one revision in
// which every object is used; whatever is not so is refused.
#pragma once

#include "../cos/file.h"
#include "check_list.h"
#include "signature_field.h"

namespace certpress::verify {

// Looks at the first revision of the file, which `content` is the signature of.
void check_content(const cos::File& file, const SignatureField& content, CheckList& checks);

}  // namespace certpress::verify
