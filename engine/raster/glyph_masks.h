// The coverage of glyphs on the grid of pixels, at quarters of a pixel both ways, kept from record
// to record.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "../sheet/sheet.h"
#include "glyph_outlines.h"

namespace certpress::raster {

// Coverage from 0 to 255, row by row; none at all for a space.
struct GlyphMask {
  int left = 0;  // pixels from the glyph's origin to the mask
  int top = 0;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> coverage;
};

struct PlacedMask {
  std::shared_ptr<const GlyphMask> mask;
  int x = 0;  // pixel of the mask's left upper corner
  int y = 0;
};

// Belongs to one thread at a time.
class GlyphMasks {
 public:
  // Holds no more than about `capacity` bytes of masks.
  GlyphMasks(GlyphOutlines& outlines, std::size_t capacity);
  ~GlyphMasks();
  GlyphMasks(const GlyphMasks&) = delete;
  GlyphMasks& operator=(const GlyphMasks&) = delete;

  // The run's glyphs with ink, on a page of so many pixels a millimetre.
  std::vector<PlacedMask> of(const sheet::GlyphRun& run, double px_per_mm);
  [[nodiscard]] std::size_t memory() const { return memory_; }

 private:
  struct Key {
    const sheet::FontFace* face;
    double px_per_em;
    std::uint32_t glyph;
    std::uint32_t quarters;  // 4 * those down + those to the right
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Rasteriser;

  std::shared_ptr<const GlyphMask> find(const Key& key, const sheet::GlyphRun& run);

  GlyphOutlines& outlines_;
  std::unique_ptr<Rasteriser> rasteriser_;
  // A face in use stays the one that its address says.
  std::vector<std::shared_ptr<const sheet::FontFace>> faces_;
  std::unordered_map<Key, std::shared_ptr<const GlyphMask>, KeyHash> masks_;
  std::size_t capacity_;
  std::size_t memory_ = 0;
};

}  // namespace certpress::raster
