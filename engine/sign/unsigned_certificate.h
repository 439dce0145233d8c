// A PDF as Engine::render makes it, taken apart so far as signing must know it.
#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "../cos/file.h"

namespace certpress::sign {

struct UnsignedCertificate {
  // The seal as it is drawn in the unsigned file: it becomes the look of the signature's field.
  struct Seal {
    int content_stream = 0;  // paints the seal and nothing else
    int form = 0;            // the Form XObject
    cos::Array rect;         // on the page, points
  };

  cos::File file;
  int catalog = 0;
  int page = 0;
  std::optional<Seal> seal;
  // Objects that must be written anew: the catalog, and the page without the seal.
  std::map<int, cos::Dictionary> changed;
};

// `pdf` must outlive the result. Throws Refused: signing/not-a-certificate, signing/already-signed,
// signing/not-whole.
UnsignedCertificate read_unsigned_certificate(std::string_view pdf);

}  // namespace certpress::sign
