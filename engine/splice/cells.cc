#include "cells.h"

#include <algorithm>

namespace certpress::splice {

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

CellSet::CellSet(int width, int height)
    : width_(width),
      height_(height),
      words_in_row_((static_cast<std::size_t>(cells_in_row()) + 63) / 64),
      words_(words_in_row_ * static_cast<std::size_t>(height)) {}

std::size_t CellSet::count() const {
  std::size_t sum = 0;
  for (const std::uint64_t word : words_) {
    sum += static_cast<std::size_t>(std::popcount(word));
  }
  return sum;
}

void CellSet::add(const PixelRect& rect) {
  const PixelRect inside = intersection(rect, {0, 0, width_, height_});
  if (inside.empty()) {
    return;
  }
  const auto first = static_cast<std::size_t>(inside.left / kCellWidth);
  const auto last = static_cast<std::size_t>((inside.right - 1) / kCellWidth);
  for (int y = inside.top; y < inside.bottom; ++y) {
    const auto words = row(y);
    for (std::size_t w = first / 64; w <= last / 64; ++w) {
      const std::size_t from = std::max(first, w * 64) % 64;
      const std::size_t to = std::min(last, w * 64 + 63) % 64;
      words[w] |= ~std::uint64_t{0} << from & ~std::uint64_t{0} >> (63 - to);
    }
  }
}

void CellSet::clear() { std::ranges::fill(words_, 0); }

}  // namespace certpress::splice
