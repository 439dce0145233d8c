// The faces of one document as cairo fonts, opened from memory: no font file is looked for.
#pragma once

#include <map>
#include <memory>

#include <cairo.h>

#include "../canvas/cairo.h"
#include "../sheet/font_face.h"

namespace certpress::pdf {

// Belongs to one document and one thread: FreeType's objects may not be shared between threads.
class EmbeddedFonts {
 public:
  // Valid as long as this object.
  cairo_font_face_t* open(const std::shared_ptr<const sheet::FontFace>& face);

 private:
  // The key keeps the face alive, so that no other can come to lie at its address.
  std::map<std::shared_ptr<const sheet::FontFace>, canvas::FontFacePtr> faces_;
};

}  // namespace certpress::pdf
