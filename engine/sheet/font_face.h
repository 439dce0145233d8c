// One face of one font file: all that a backend needs to find its outlines.
#pragma once

#include <string>

#include "certpress/bytes.h"

namespace certpress::sheet {

struct FontFace {
  std::string id;  // "noto-serif", as in fonts.yaml
  std::string family;
  std::string sha256;  // of the whole file, lower-case hex
  Bytes data;          // the whole file
  unsigned index = 0;  // of the face in a collection
  int units_per_em = 1000;
};

}  // namespace certpress::sheet
