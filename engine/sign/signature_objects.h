// The dictionaries of a signature in a PDF (ISO 32000-1, 12.7.4.5 and 12.8).
#pragma once

#include <string>

#include "certpress/signing.h"

#include "../cos/object.h"

namespace certpress::sign {

// Of the certificate's one signature, which certifies it: nothing may change (DocMDP, P = 1).
cos::Dictionary certifying_signature(const SignatureOptions& options, const std::string& name);
// Of a timestamp over the document (ETSI EN 319 142-1, 5.4.3).
cos::Dictionary document_timestamp();

// A signature field and its widget in one. `rect` on the page, points; all zeros when nothing of it
// is to be seen.
cos::Dictionary signature_widget(const std::string& field_name, int page, int signature,
                                 cos::Array rect);

// The two strings of a trailer's /ID for a file made from that with this /ID: the first stays, the
// second follows from both and from `what`.
cos::Object next_file_identifier(const cos::Object& old, const std::string& what);

}  // namespace certpress::sign
