// Static pixels -> the tokens of deflate: literal pixels and matches of whole pixels.
//
// What a record can change is cut into cells, some of which are hot: everyday records change them.
// A token never crosses the edge of a hot cell or the end of a row. Others it may cross: when a
// cell changes, the tokens that reach into it are encoded anew as a whole. A token that begins
// outside variable cells copies only from pixels that no record changes. One that begins inside may
// also copy from its own cell, from its neighbours to the left and above, and from variable cells
// that are not hot. When a cell changes, those that copied from it are encoded anew with it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "cells.h"
#include "deflate_codes.h"

namespace certpress::splice {

// A literal pixel 0xRRGGBB, or a match.
class Token {
 public:
  static Token literal(std::uint32_t pixel) { return Token(pixel & 0xffffffU); }
  static Token match(int pixels, int distance) {
    return Token(0x80000000U | static_cast<std::uint32_t>(pixels) << 16U |
                 static_cast<std::uint32_t>(distance - 1));
  }
  [[nodiscard]] bool is_match() const { return (value_ & 0x80000000U) != 0; }
  [[nodiscard]] std::uint32_t pixel() const { return value_; }
  // How many pixels the token stands for.
  [[nodiscard]] int pixels() const {
    return is_match() ? static_cast<int>(value_ >> 16U & 0x7fffU) : 1;
  }
  [[nodiscard]] int distance() const { return static_cast<int>(value_ & 0xffffU) + 1; }  // bytes
  void count_in(SymbolCounts& counts) const {
    if (is_match()) {
      counts.add_match(pixels(), distance());
    } else {
      counts.add_pixel(pixel());
    }
  }

 private:
  explicit Token(std::uint32_t value) : value_(value) {}
  std::uint32_t value_;
};

// What the symbols cost, in sixteenths of a bit.
struct Costs {
  std::array<std::uint32_t, 256> literals{};
  std::array<std::uint32_t, kMaxMatchPixels + 1> lengths{};  // by pixels
  std::array<std::uint32_t, kDistanceSymbols> distances{};

  // What a page of thin lines on paper is like before anything is known of it.
  static Costs usual();
  static Costs of(const SymbolCounts& counts);
};

// The tokens of a page, row by row; the filter byte before each row is not among them.
struct StaticTokens {
  std::vector<Token> tokens;
  std::vector<std::size_t> row_begins;  // and, last, the end
};

// The cheapest tokens found for the page; the hot cells are variable ones. The result does not
// depend on how many threads work.
StaticTokens parse_static(const PixelView& page, const CellSet& variable, const CellSet& hot);

}  // namespace certpress::splice
