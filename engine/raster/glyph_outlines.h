// Outlines of glyphs, kept from run to run: reading one from a CFF font takes longer than filling
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "../sheet/sheet.h"

namespace certpress::raster {

// Safe to use from many threads.
class GlyphOutlines {
 public:
  explicit GlyphOutlines(std::size_t capacity);
  ~GlyphOutlines();
  GlyphOutlines(const GlyphOutlines&) = delete;
  GlyphOutlines& operator=(const GlyphOutlines&) = delete;

  // The outline of each glyph of the run, in font units, y upwards.
  std::vector<std::shared_ptr<const sheet::Outline>> of(const sheet::GlyphRun& run);
  std::shared_ptr<const sheet::Outline> of(const std::shared_ptr<const sheet::FontFace>& face,
                                           std::uint32_t glyph);
  // Outlines kept at the moment; never more than the capacity.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Face;
  // Known by owner and not by address: a new face may lie where an old one was.
  using FaceKey = std::weak_ptr<const sheet::FontFace>;

  Face& face_of(const std::shared_ptr<const sheet::FontFace>& font);
  std::shared_ptr<const sheet::Outline> find(Face& face, std::uint32_t glyph);

  mutable std::mutex mutex_;
  std::map<FaceKey, std::unique_ptr<Face>, std::owner_less<FaceKey>> faces_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

// The outlines that all drawing of this process shares.
GlyphOutlines& shared_outlines();

}  // namespace certpress::raster
