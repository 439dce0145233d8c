// What a record adds to the page that all records of its template share. Only that is drawn, inside
// the bounds that layout declared.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "../sheet/sheet.h"
#include "../splice/cells.h"
#include "glyph_masks.h"
#include "raster.h"
#include "sprite.h"

namespace certpress::raster {

// The pixels of some cells.
class CellPixels {
 public:
  CellPixels() = default;
  // Those of `cells` in which `pixels` differ from `others`; both are pages of the cells' size.
  CellPixels(const splice::CellSet& cells, const Pixel* pixels, const Pixel* others);

  // Into a page, as far as the cells are among `wanted`.
  void copy(const splice::CellSet& wanted, Pixel* page) const;
  [[nodiscard]] std::size_t memory() const;

  void append(std::string& out) const;
  static std::optional<CellPixels> read(const splice::CellSet& cells, std::string_view& bytes);

 private:
  splice::CellSet cells_;
  std::vector<Pixel> pixels_;  // 32 a cell
};

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

// Faded and blended groups of records, as seals are: many records share one. Thread-safe.
class SpriteCache {
 public:
  explicit SpriteCache(std::size_t capacity) : capacity_(capacity) {}  // bytes, about
  std::shared_ptr<const Sprite> of(const sheet::Item& item, const Resolution& resolution);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Sprite>> sprites_;  // by SHA-256
  std::size_t memory_ = 0;
  std::size_t capacity_;
};

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
