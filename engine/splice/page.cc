#include "page.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include <libdeflate.h>

#include "../base/huge_pages.h"

namespace certpress::splice {

void Page::index_cells() {
  row_begins_.clear();
  std::uint32_t index = 0;
  for (int y = 0; y < height(); ++y) {
    row_begins_.push_back(index);
    for (const std::uint64_t word : variable_.row(y)) {
      index += static_cast<std::uint32_t>(std::popcount(word));
    }
  }
  row_begins_.push_back(index);
}

std::size_t Page::cell_index(int y, int cell) const {
  const auto words = variable_.row(y);
  std::size_t index = row_begins_[static_cast<std::size_t>(y)];
  const auto last = static_cast<std::size_t>(cell) / 64;
  for (std::size_t w = 0; w < last; ++w) {
    index += static_cast<std::size_t>(std::popcount(words[w]));
  }
  const std::uint64_t below = (std::uint64_t{1} << (static_cast<unsigned>(cell) % 64U)) - 1;
  return index + static_cast<std::size_t>(std::popcount(words[last] & below));
}

void Page::make_codes() {
  const int stride = kPixelBytes * width() + 1;
  for (Block& block : blocks_) {
    block.codes = block_codes(block.lengths);
    block.above = stride <= kMaxDistance ? block.codes.distance(stride) : Code{};
  }
}

void Page::keep_cells(const PixelView& still) {
  reserve_in_huge_pages(still_, edges_.size() * kCellWidth);
  still_.assign(edges_.size() * kCellWidth, 0);
  std::uint32_t* out = still_.data();
  for (int y = 0; y < height(); ++y) {
    variable_.for_each_run(y, [&](int begin, int end) {
      for (int cell = begin; cell < end; ++cell, out += kCellWidth) {
        const int left = cell * kCellWidth;
        std::copy_n(still.row(y) + left, std::min(kCellWidth, width() - left), out);
      }
    });
  }
}

std::size_t Page::memory() const {
  return variable_.words().size_bytes() + row_begins_.size() * sizeof row_begins_[0] +
         edges_.size() * sizeof edges_[0] +
         (copier_begins_.size() + copiers_.size()) * sizeof copiers_[0] +
         still_.size() * sizeof still_[0] + blocks_.size() * sizeof blocks_[0] + bits_.size();
}

std::vector<std::uint32_t> Page::still_pixels() const {
  const std::size_t stride = kPixelBytes * static_cast<std::size_t>(width()) + 1;
  std::vector<std::uint8_t> raw(stride * static_cast<std::size_t>(height()));
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!inflater ||
      libdeflate_deflate_decompress(inflater.get(), bits_.data(), bits_.size(), raw.data(),
                                    raw.size(), nullptr) != LIBDEFLATE_SUCCESS) {
    throw std::logic_error("a compiled page cannot be read back");
  }
  std::vector<std::uint32_t> pixels;
  reserve_in_huge_pages(pixels,
                        static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  for (int y = 0; y < height(); ++y) {
    const std::uint8_t* in = raw.data() + static_cast<std::size_t>(y) * stride + 1;
    for (int x = 0; x < width(); ++x, in += kPixelBytes) {
      pixels.push_back(0xff000000U | static_cast<std::uint32_t>(in[0] << 16 | in[1] << 8 | in[2]));
    }
  }
  return pixels;
}

void Page::add_copiers(std::size_t index, CellSet& cells) const {
  const auto in_row = static_cast<std::uint32_t>(cells.cells_in_row());
  for (std::uint32_t i = copier_begins_[index]; i < copier_begins_[index + 1]; ++i) {
    const std::uint32_t cell = copiers_[i] % in_row;
    cells.row(static_cast<int>(copiers_[i] / in_row))[cell / 64] |= std::uint64_t{1} << cell % 64;
  }
}

}  // namespace certpress::splice
