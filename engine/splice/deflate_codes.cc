#include "deflate_codes.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace certpress::splice {

namespace {

constexpr std::array<std::uint16_t, 29> kLengthBase{3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                    15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                    67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> kLengthExtra{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                    2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, kDistanceSymbols> kDistanceBase{
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, kDistanceSymbols> kDistanceExtra{
    0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
    6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

constexpr unsigned kMaxBits = 15;
// Of the code that tells the lengths of the others.
constexpr unsigned kMaxMetaBits = 7;
constexpr int kMetaSymbols = 19;
constexpr std::array<std::uint8_t, kMetaSymbols> kMetaOrder{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                            11, 4,  12, 3, 13, 2, 14, 1, 15};

template <std::size_t size>
SymbolWithExtra symbol_of(int value, const std::array<std::uint16_t, size>& base,
                          const std::array<std::uint8_t, size>& extra, int first) {
  const auto above = std::ranges::upper_bound(base, value);
  const auto index = static_cast<std::size_t>(above - base.begin()) - 1;
  return {static_cast<std::uint16_t>(first + static_cast<int>(index)), extra[index],
          static_cast<std::uint16_t>(value - base[index])};
}

// Huffman's lengths, by two queues over the sorted counts; then codes that are too long are
// shortened and others made longer until Kraft's sum is 1 again. Every count must be at least 1.
void huffman_lengths(std::span<const std::uint32_t> counts, unsigned max_bits,
                     std::span<std::uint8_t> lengths) {
  const std::size_t n = counts.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return counts[i]; });

  std::vector<std::uint64_t> weight(2 * n - 1);
  std::vector<std::size_t> parent(2 * n - 1);
  for (std::size_t i = 0; i < n; ++i) {
    weight[i] = counts[order[i]];
  }
  std::size_t leaf = 0;
  std::size_t inner = n;
  for (std::size_t made = n; made < 2 * n - 1; ++made) {
    const auto lightest = [&] {
      const bool take_leaf = leaf < n && (inner == made || weight[leaf] <= weight[inner]);
      return take_leaf ? leaf++ : inner++;
    };
    const std::size_t first = lightest();
    const std::size_t second = lightest();
    weight[made] = weight[first] + weight[second];
    parent[first] = parent[second] = made;
  }
  std::vector<unsigned> depth(2 * n - 1);
  std::vector<std::size_t> of_length(std::max<std::size_t>(n, max_bits) + 1);
  for (std::size_t i = 2 * n - 2; i-- > 0;) {
    depth[i] = depth[parent[i]] + 1;
    if (i < n) {
      ++of_length[std::min(depth[i], max_bits)];
    }
  }
  std::uint64_t kraft = 0;  // in units of 2^-max_bits
  for (unsigned length = 1; length <= max_bits; ++length) {
    kraft += static_cast<std::uint64_t>(of_length[length]) << (max_bits - length);
  }
  while (kraft > std::uint64_t{1} << max_bits) {
    --of_length[max_bits];
    unsigned shorter = max_bits - 1;
    while (of_length[shorter] == 0) {
      --shorter;
    }
    --of_length[shorter];
    of_length[shorter + 1] += 2;
    --kraft;
  }
  // The rarest symbols come first and get the longest codes.
  std::size_t next = 0;
  for (unsigned length = max_bits; length > 0; --length) {
    for (std::size_t i = 0; i < of_length[length]; ++i) {
      lengths[order[next++]] = static_cast<std::uint8_t>(length);
    }
  }
}

// RFC 1951, 3.2.2, with the bits turned round, because codes are packed from their highest bit on.
void canonical_codes(std::span<const std::uint8_t> lengths, std::span<Code> codes) {
  std::array<std::uint32_t, kMaxBits + 1> count{};
  for (const std::uint8_t length : lengths) {
    ++count[length];
  }
  count[0] = 0;
  std::array<std::uint32_t, kMaxBits + 1> first{};
  for (std::size_t bits = 1; bits <= kMaxBits; ++bits) {
    first[bits] = (first[bits - 1] + count[bits - 1]) << 1U;
  }
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const unsigned length = lengths[i];
    std::uint32_t bits = first[length]++;
    std::uint32_t turned = 0;
    for (unsigned bit = 0; bit < length; ++bit) {
      turned = turned << 1U | (bits & 1U);
      bits >>= 1U;
    }
    codes[i] = {length == 0 ? 0 : turned, length};
  }
}

Code with_extra(const Code& code, const SymbolWithExtra& symbol) {
  return {code.bits | static_cast<std::uint32_t>(symbol.extra) << code.count,
          code.count + symbol.extra_bits};
}

}  // namespace

SymbolWithExtra length_symbol(int bytes) {
  return symbol_of(bytes, kLengthBase, kLengthExtra, kEndOfBlock + 1);
}

SymbolWithExtra distance_symbol(int distance) {
  return symbol_of(distance, kDistanceBase, kDistanceExtra, 0);
}

void SymbolCounts::add_pixel(std::uint32_t pixel) {
  ++literals[pixel >> 16U & 0xffU];
  ++literals[pixel >> 8U & 0xffU];
  ++literals[pixel & 0xffU];
}

void SymbolCounts::add_match(int pixels, int distance) {
  ++literals[length_symbol(pixels * kPixelBytes).symbol];
  ++distances[distance_symbol(distance).symbol];
}

Code BlockCodes::distance(int bytes) const {
  const SymbolWithExtra symbol = distance_symbol(bytes);
  return with_extra(distances[symbol.symbol], symbol);
}

CodeLengths code_lengths(const SymbolCounts& counts) {
  // What occurs weighs more than what only might.
  constexpr std::uint32_t kWeight = 8;
  CodeLengths lengths{};
  std::array<std::uint32_t, kLiteralSymbols> literals{};
  std::ranges::transform(counts.literals, literals.begin(),
                         [](std::uint32_t count) { return kWeight * count + 1; });
  huffman_lengths(literals, kMaxBits, std::span(lengths).first<kLiteralSymbols>());
  std::array<std::uint32_t, kDistanceSymbols> distances{};
  std::ranges::transform(counts.distances, distances.begin(),
                         [](std::uint32_t count) { return kWeight * count + 1; });
  huffman_lengths(distances, kMaxBits, std::span(lengths).last<kDistanceSymbols>());
  return lengths;
}

BlockCodes block_codes(const CodeLengths& lengths) {
  BlockCodes codes{};
  canonical_codes(std::span(lengths).first<kLiteralSymbols>(), codes.literals);
  canonical_codes(std::span(lengths).last<kDistanceSymbols>(), codes.distances);
  for (int pixels = 1; pixels <= kMaxMatchPixels; ++pixels) {
    const SymbolWithExtra symbol = length_symbol(pixels * kPixelBytes);
    codes.matches[static_cast<std::size_t>(pixels)] =
        with_extra(codes.literals[symbol.symbol], symbol);
  }
  return codes;
}

void write_block_header(const CodeLengths& lengths, bool is_final, BitWriter& out) {
  // Runs of one length are told by symbol 16: the last length again, 3 to 6 times.
  struct Told {
    std::uint8_t symbol;
    std::uint8_t extra;
  };
  std::vector<Told> told;
  for (std::size_t i = 0; i < lengths.size();) {
    std::size_t run = 1;
    while (i + run < lengths.size() && lengths[i + run] == lengths[i]) {
      ++run;
    }
    told.push_back({lengths[i], 0});
    i += run--;
    for (; run >= 3; run -= std::min<std::size_t>(run, 6)) {
      told.push_back({16, static_cast<std::uint8_t>(std::min<std::size_t>(run, 6) - 3)});
    }
    for (; run > 0; --run) {
      told.push_back({lengths[i - 1], 0});
    }
  }
  std::array<std::uint32_t, kMetaSymbols> counts{};
  counts.fill(1);
  for (const Told& one : told) {
    counts[one.symbol] += 8;
  }
  std::array<std::uint8_t, kMetaSymbols> meta_lengths{};
  huffman_lengths(counts, kMaxMetaBits, meta_lengths);
  std::array<Code, kMetaSymbols> meta{};
  canonical_codes(meta_lengths, meta);

  out.put(is_final ? 1 : 0, 1);
  out.put(2, 2);  // dynamic codes
  out.put(kLiteralSymbols - 257, 5);
  out.put(kDistanceSymbols - 1, 5);
  out.put(kMetaSymbols - 4, 4);
  for (const std::uint8_t symbol : kMetaOrder) {
    out.put(meta_lengths[symbol], 3);
  }
  for (const Told& one : told) {
    out.put(meta[one.symbol].bits, meta[one.symbol].count);
    if (one.symbol == 16) {
      out.put(one.extra, 2);
    }
  }
}

}  // namespace certpress::splice
