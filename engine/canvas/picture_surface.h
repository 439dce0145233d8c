// A picture's pixels as a cairo surface, and its place on the page.
#pragma once

#include <cairo.h>

#include "../base/picture.h"
#include "../sheet/sheet.h"
#include "cairo.h"

namespace certpress::canvas {

// The pixels that an image shows, and no others, so that no filter can mix in what was cropped
// away.
struct PictureSurface {
  SurfacePtr surface;
  cairo_matrix_t from_page;  // millimetres -> pixels of the surface
};

PictureSurface picture_surface(const sheet::Image& image);

// The whole pixels of `rgba` that the image shows in part or in full.
struct PixelCrop {
  int left;
  int top;
  int right;  // beyond the last column
  int bottom;
};
PixelCrop shown_pixels(const sheet::Image& image);

// Millimetres in the image's box -> pixels of the whole upright picture at its own size.
cairo_matrix_t picture_from_page(const sheet::Image& image);

// Fills `box` (user space) with the surface.
void fill_with_surface(cairo_t* cr, const Rect& box, cairo_surface_t* surface,
                       const cairo_matrix_t& from_page, cairo_filter_t filter,
                       cairo_extend_t extend);

}  // namespace certpress::canvas
