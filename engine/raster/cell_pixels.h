// What a page is where records may cover it: the pixels of some of its cells.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../splice/cells.h"
#include "blend.h"

namespace certpress::raster {

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

}  // namespace certpress::raster
