// The signatures of a file, as its form names them: one of the content, and document timestamps.
#pragma once

#include <optional>
#include <vector>

#include "../cos/file.h"
#include "check_list.h"

namespace certpress::verify {

// A field of the form with its widget (one dictionary, as certpress writes them) and its value.
struct SignatureField {
  int number = 0;  // of the field's object
  cos::Dictionary dictionary;
  int value_number = 0;  // of the signature dictionary's object
  cos::Dictionary value;
  std::size_t value_begin = 0;  // where the signature dictionary's object stands in the file
};

struct SignatureFields {
  std::optional<SignatureField> content;
  std::vector<SignatureField> document_timestamps;  // in the form's order
};

// Everything that a reader of the whole file would find. What is not a signature, or not of the
// kind that certpress makes, is told in `checks`.
SignatureFields find_signatures(const cos::File& file, CheckList& checks);

// That the signature certifies the document and allows no change (DocMDP with P 1, named by the
// catalog's /Perms: ISO 32000-1, 12.8.2.2 and 12.8.4).
void check_certification(const cos::File& file, const SignatureField& content, CheckList& checks);

}  // namespace certpress::verify
