// The page in cells of 32 pixels by 1 row: the unit in which pages are found changed, and are
// encoded anew.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace certpress::splice {

inline constexpr int kCellWidth = 32;

// Opaque pixels, 0xffRRGGBB in host order, without padding between rows. Of somebody else.
struct PixelView {
  int width = 0;
  int height = 0;
  const std::uint32_t* data = nullptr;

  [[nodiscard]] const std::uint32_t* row(int y) const {
    return data + static_cast<std::ptrdiff_t>(y) * width;
  }
};

struct PixelRect {
  int left = 0;
  int top = 0;
  int right = 0;  // beyond the last column
  int bottom = 0;

  [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
  bool operator==(const PixelRect&) const = default;
};
PixelRect intersection(const PixelRect& a, const PixelRect& b);

// Some of the cells of a page.
class CellSet {
 public:
  CellSet() = default;
  CellSet(int width, int height);  // of the page, in pixels

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] int cells_in_row() const { return (width_ + kCellWidth - 1) / kCellWidth; }
  // One bit a cell, the first in the lowest of the first word.
  [[nodiscard]] std::span<std::uint64_t> row(int y) {
    return std::span(words_).subspan(static_cast<std::size_t>(y) * words_in_row_, words_in_row_);
  }
  [[nodiscard]] std::span<const std::uint64_t> row(int y) const {
    return std::span(words_).subspan(static_cast<std::size_t>(y) * words_in_row_, words_in_row_);
  }
  [[nodiscard]] bool contains(int y, int cell) const {
    return (row(y)[static_cast<std::size_t>(cell) / 64] >> (static_cast<unsigned>(cell) % 64U) &
            1U) != 0;
  }
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  [[nodiscard]] std::span<std::uint64_t> words() { return words_; }

  // All cells that the rectangle touches; what lies outside the page is left out.
  void add(const PixelRect& rect);
  void clear();
  bool operator==(const CellSet&) const = default;

  // Calls `with` for each maximal run of cells of the row that are in the set: first, beyond last.
  template <typename With>
  void for_each_run(int y, const With& with) const {
    const auto words = row(y);
    int begin = -1;
    int end = -1;
    for (std::size_t w = 0; w < words.size(); ++w) {
      std::uint64_t left = words[w];
      while (left != 0) {
        const int first = std::countr_zero(left);
        const int length = std::countr_one(left >> static_cast<unsigned>(first));
        const int at = static_cast<int>(w) * 64 + first;
        if (at == end) {
          end += length;
        } else {
          if (begin >= 0) {
            with(begin, end);
          }
          begin = at;
          end = at + length;
        }
        // In two steps: a shift by 64 is not defined.
        left &= ~std::uint64_t{0} << (static_cast<unsigned>(first + length - 1) % 64U) << 1U;
      }
    }
    if (begin >= 0) {
      with(begin, end);
    }
  }

 private:
  int width_ = 0;
  int height_ = 0;
  std::size_t words_in_row_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace certpress::splice
