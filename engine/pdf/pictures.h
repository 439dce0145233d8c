// Pictures as image XObjects: a JPEG as it came, anything else as pixels.
#pragma once

#include <vector>

#include "../sheet/sheet.h"
#include "objects.h"

namespace certpress::pdf {

// A picture in the document.
struct EmbeddedPicture {
  const Picture* picture = nullptr;
  int number = 0;
  Rect pixels;          // of the upright picture that it holds
  int orientation = 1;  // as it is stored (EXIF 2.3, 4.6.4 A)

  [[nodiscard]] bool shows_exactly(const sheet::Image& image) const {
    return image.source == pixels;
  }
  // From the unit square that a picture fills (ISO 32000-1, 8.9.5) to the page, mm, y downwards.
  [[nodiscard]] Transform placed(const sheet::Image& image) const;
};

class EmbeddedPictures {
 public:
  // The picture's XObject, which is written when nothing that was embedded holds what is shown.
  EmbeddedPicture embed(const sheet::Image& image, Objects& objects);

 private:
  std::vector<EmbeddedPicture> embedded_;
};

}  // namespace certpress::pdf
