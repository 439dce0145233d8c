// An item drawn once by cairo, to be put on pages as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../sheet/sheet.h"
#include "../splice/cells.h"
#include "blend.h"

namespace certpress::raster {

// Only inked pixels are kept: a watermark or a seal is mostly air.
class Sprite {
 public:
  // At its place on a page of so many pixels a millimetre; what lies outside `page` is left out.
  Sprite(const sheet::Item& item, double px_per_mm, const splice::PixelRect& page);

  // Of the pixels, width by height of the page, only those inside `clip`.
  void blend(Pixel* pixels, int page_width, const splice::PixelRect& clip) const;
  // The same, inside a set of cells.
  void blend(Pixel* pixels, int page_width, const splice::CellSet& clip) const;

  [[nodiscard]] const splice::PixelRect& rect() const { return rect_; }
  [[nodiscard]] bool touches(const splice::CellSet& cells) const;
  [[nodiscard]] std::size_t memory() const;

  // For caches; nothing when the bytes are not those of append().
  void append(std::string& out) const;
  static std::optional<Sprite> read(std::string_view& bytes);

 private:
  // Neighbours in a row.
  struct Span {
    std::int32_t x = 0;
    std::int32_t count = 0;
    std::uint32_t first = 0;  // index of its pixels
  };
  Sprite() = default;
  [[nodiscard]] std::span<const Span> row(int y) const;
  void blend_part(Pixel* row, const Span& span, int left, int right) const;

  splice::PixelRect rect_;
  std::uint32_t opacity_ = 255;
  sheet::Blend mode_ = sheet::Blend::kNormal;
  std::vector<std::uint32_t> row_begins_;  // index of each row's first span; and, last, the end
  std::vector<Span> spans_;
  std::vector<Pixel> pixels_;
};

}  // namespace certpress::raster
