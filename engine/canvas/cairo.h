// Owners of cairo's objects. The one place that frees them.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include <cairo.h>

namespace certpress::canvas {

template <auto free>
struct CairoDeleter {
  template <typename T>
  void operator()(T* object) const {
    free(object);
  }
};

using CairoPtr = std::unique_ptr<cairo_t, CairoDeleter<cairo_destroy>>;
using SurfacePtr = std::unique_ptr<cairo_surface_t, CairoDeleter<cairo_surface_destroy>>;
using PatternPtr = std::unique_ptr<cairo_pattern_t, CairoDeleter<cairo_pattern_destroy>>;
using FontFacePtr = std::unique_ptr<cairo_font_face_t, CairoDeleter<cairo_font_face_destroy>>;
using FontOptionsPtr =
    std::unique_ptr<cairo_font_options_t, CairoDeleter<cairo_font_options_destroy>>;

// Cairo's objects keep their first error: it is enough to ask at the end of a drawing.
inline void throw_if_failed(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
  }
}

}  // namespace certpress::canvas
