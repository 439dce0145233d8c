// A picture on the grid of pixels: the mean of the area when it becomes smaller, between its pixels
// when it becomes larger. In whole numbers, so that every machine gets the same.
#pragma once

#include "../base/geometry.h"
#include "../sheet/sheet.h"
#include "../splice/cells.h"
#include "blend.h"

namespace certpress::raster {

// Blends the image into the pixels of a page, `page_width` wide, as far as they are inside `clip`,
// which lies on the page. Edges between two pixels cover both in part.
void draw_resampled(const sheet::Image& image, double px_per_mm, const splice::PixelRect& clip,
                    Pixel* page, int page_width);

}  // namespace certpress::raster
