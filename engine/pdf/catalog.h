// What a document says about itself as a whole: its catalog, and the dictionaries that this leads
// to.
#pragma once

#include <optional>
#include <string>

#include "../cos/object.h"
#include "pdf.h"

namespace certpress::pdf {

// Numbers of the objects that a catalog leads to, besides the pages.
struct CatalogParts {
  int metadata = 0;           // the XMP packet
  int profile = 0;            // the stream of srgb_profile()
  std::optional<int> record;  // the file specification of the record's JSON
};

// ISO 32000-1, 7.7.2.
void complete_catalog(cos::Dictionary& catalog, const CatalogParts& parts,
                      const PdfOptions& options);
// ISO 32000-1, 14.3.3.
cos::Dictionary info_dictionary(const std::string& title, const PdfOptions& options);

// The record's JSON as an attachment (ISO 19005-3, 6.8): its stream's dictionary, and the file
// specification that leads to it.
cos::Dictionary record_stream(const std::string& json, const PdfOptions& options);
cos::Dictionary record_specification(int stream);

// Of the sRGB profile: the stream's dictionary, and its bytes, the same for every document.
cos::Dictionary profile_stream();
const std::string& deflated_profile();

}  // namespace certpress::pdf
