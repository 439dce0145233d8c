// Owners of HarfBuzz's objects, each of which counts its references.
#pragma once

#include <memory>

#include <hb.h>

namespace certpress {

struct HbRelease {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
  void operator()(hb_draw_funcs_t* funcs) const { hb_draw_funcs_destroy(funcs); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

template <typename T>
using HbPtr = std::unique_ptr<T, HbRelease>;

}  // namespace certpress
