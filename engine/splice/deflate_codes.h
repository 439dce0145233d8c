// The alphabets of deflate (RFC 1951, 3.2.5) and the codes of one block.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "bit_string.h"

namespace certpress::splice {

inline constexpr int kLiteralSymbols = 286;
inline constexpr int kDistanceSymbols = 30;
inline constexpr int kEndOfBlock = 256;
// Codes are changed every so many rows.
inline constexpr int kBlockRows = 64;
inline constexpr int kMaxMatch = 258;       // bytes
inline constexpr int kMaxDistance = 32768;  // bytes
// Matches are made of whole pixels of three bytes.
inline constexpr int kPixelBytes = 3;
inline constexpr int kMaxMatchPixels = kMaxMatch / kPixelBytes;

// No code is longer than 15 bits.
inline constexpr int kMaxPixelBits = 45;

// A symbol and the bits that follow it.
struct SymbolWithExtra {
  std::uint16_t symbol = 0;
  std::uint8_t extra_bits = 0;
  std::uint16_t extra = 0;
};
SymbolWithExtra length_symbol(int bytes);       // 3 to 258
SymbolWithExtra distance_symbol(int distance);  // 1 to 32768

// How often each symbol occurs in a block.
struct SymbolCounts {
  std::array<std::uint32_t, kLiteralSymbols> literals{};
  std::array<std::uint32_t, kDistanceSymbols> distances{};

  void add_pixel(std::uint32_t pixel);
  void add_match(int pixels, int distance);
};

// Bits as they are written, and how many.
struct Code {
  std::uint32_t bits = 0;
  std::uint32_t count = 0;
};

// The codes of one block. Every symbol has one, so that the block can hold whatever comes.
struct BlockCodes {
  std::array<Code, kLiteralSymbols> literals;
  std::array<Code, kDistanceSymbols> distances;
  std::array<Code, kMaxMatchPixels + 1> matches;  // by pixels: length symbol with its extra bits

  [[nodiscard]] Code distance(int bytes) const;
  // A literal pixel, of at most kMaxPixelBits.
  struct PixelCode {
    std::uint64_t bits;
    unsigned count;
  };
  [[nodiscard]] PixelCode pixel(std::uint32_t pixel) const {
    const Code& red = literals[pixel >> 16U & 0xffU];
    const Code& green = literals[pixel >> 8U & 0xffU];
    const Code& blue = literals[pixel & 0xffU];
    const unsigned two = red.count + green.count;
    return {red.bits | std::uint64_t{green.bits} << red.count | std::uint64_t{blue.bits} << two,
            two + blue.count};
  }
};

// By code lengths alone, as a block's header tells them.
using CodeLengths = std::array<std::uint8_t, kLiteralSymbols + kDistanceSymbols>;

// Lengths of at most 15 bits for the counts; a symbol that never occurs counts as rare.
CodeLengths code_lengths(const SymbolCounts& counts);
BlockCodes block_codes(const CodeLengths& lengths);

// The header of a block with dynamic codes (RFC 1951, 3.2.7).
void write_block_header(const CodeLengths& lengths, bool is_final, BitWriter& out);

inline void write_pixel(std::uint32_t pixel, const BlockCodes& codes, BitWriter& out) {
  const BlockCodes::PixelCode code = codes.pixel(pixel);
  out.put(code.bits, code.count);
}

inline void write_match(int pixels, const Code& distance, const BlockCodes& codes, BitWriter& out) {
  const Code& length = codes.matches[static_cast<std::size_t>(pixels)];
  out.put(length.bits | std::uint64_t{distance.bits} << length.count,
          length.count + distance.count);
}

}  // namespace certpress::splice
