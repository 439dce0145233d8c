// What a record adds to the page that all records of its template share. Only that is drawn, inside
// the bounds that layout declared.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../sheet/sheet.h"
#include "../splice/cells.h"
#include "cell_pixels.h"
#include "glyph_masks.h"
#include "raster.h"
#include "sprite.h"
#include "sprite_cache.h"

namespace certpress::raster {

// What overprinting has to know of the page below.
struct Ground {
  Resolution resolution;
  splice::CellSet variable;  // all cells that records may touch
  // The page without the fixed items that are drawn above what records add, where these show.
  CellPixels under;
  // These items, in drawing order; null where one meets no variable cell.
  std::vector<std::shared_ptr<const Sprite>> above;
};

// The pixels that touch the rectangle, in mm.
splice::PixelRect pixels_of(const Rect& rect, const Resolution& resolution);

// Draws records; belongs to one thread at a time.
class Overprint {
 public:
  explicit Overprint(SpriteCache& sprites);

  // Draws the sheet's items that are not fixed on the page's pixels, which must be those of the
  // shared page, with the fixed items that lie above. Gives the cells that may have changed, or
  // nothing, and has changed nothing, when the sheet does not keep to the ground's variable cells.
  std::optional<splice::CellSet> print(const sheet::Sheet& sheet, const Ground& ground,
                                       Pixel* page);

 private:
  SpriteCache& sprites_;
  GlyphMasks masks_;
};

// Whether overprinting gives what drawing everything in order gives: a group that blends with what
// is below must not lie inside another.
bool can_overprint(const sheet::Sheet& sheet);

}  // namespace certpress::raster
