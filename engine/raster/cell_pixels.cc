#include "cell_pixels.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace certpress::raster {

using splice::CellSet;
using splice::kCellWidth;

CellPixels::CellPixels(const CellSet& cells, const Pixel* pixels, const Pixel* others)
    : cells_(cells.width(), cells.height()) {
  const int width = cells.width();
  for (int y = 0; y < cells.height(); ++y) {
    cells.for_each_run(y, [&](int begin, int end) {
      for (int cell = begin; cell < end; ++cell) {
        const int left = cell * kCellWidth;
        const int count = std::min(kCellWidth, width - left);
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(y) * width + left;
        if (!std::equal(pixels + at, pixels + at + count, others + at)) {
          cells_.add({left, y, left + 1, y + 1});
          pixels_.insert(pixels_.end(), pixels + at, pixels + at + count);
          pixels_.resize(pixels_.size() + static_cast<std::size_t>(kCellWidth - count));
        }
      }
    });
  }
}

void CellPixels::copy(const CellSet& wanted, Pixel* page) const {
  const Pixel* row_pixels = pixels_.data();
  for (int y = 0; y < cells_.height(); ++y) {
    const auto words = cells_.row(y);
    const auto asked = wanted.row(y);
    for (std::size_t w = 0; w < words.size(); ++w) {
      for (std::uint64_t left = words[w] & asked[w]; left != 0; left &= left - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(left));
        const auto before = std::popcount(words[w] & ((std::uint64_t{1} << bit) - 1));
        const int x = (static_cast<int>(w) * 64 + static_cast<int>(bit)) * kCellWidth;
        std::copy_n(row_pixels + static_cast<std::ptrdiff_t>(before) * kCellWidth,
                    std::min(kCellWidth, cells_.width() - x),
                    page + static_cast<std::ptrdiff_t>(y) * cells_.width() + x);
      }
      row_pixels += static_cast<std::ptrdiff_t>(std::popcount(words[w])) * kCellWidth;
    }
  }
}

std::size_t CellPixels::memory() const {
  return cells_.words().size_bytes() + pixels_.size() * sizeof pixels_[0];
}

void CellPixels::append(std::string& out) const {
  out.append(reinterpret_cast<const char*>(cells_.words().data()), cells_.words().size_bytes());
  out.append(reinterpret_cast<const char*>(pixels_.data()), pixels_.size() * sizeof(Pixel));
}

std::optional<CellPixels> CellPixels::read(const CellSet& cells, std::string_view& bytes) {
  CellPixels out;
  out.cells_ = CellSet(cells.width(), cells.height());
  const std::size_t head = out.cells_.words().size_bytes();
  if (bytes.size() < head) {
    return std::nullopt;
  }
  std::memcpy(out.cells_.words().data(), bytes.data(), head);
  out.pixels_.resize(out.cells_.count() * kCellWidth);
  const std::size_t rest = out.pixels_.size() * sizeof(Pixel);
  if (bytes.size() - head < rest) {
    return std::nullopt;
  }
  if (rest > 0) {
    std::memcpy(out.pixels_.data(), bytes.data() + head, rest);
  }
  bytes.remove_prefix(head + rest);
  return out;
}

}  // namespace certpress::raster
