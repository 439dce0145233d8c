#include "static_parse.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <thread>

namespace certpress::splice {

namespace {

constexpr int kUnit = 16;  // of costs, in a bit
constexpr int kHashBits = 15;
// Pixels in the window of deflate, rounded up to a power of 2.
constexpr std::uint32_t kRing = 16384;
// More candidates than these make the page smaller by less than a hundredth.
constexpr int kMaxCandidates = 24;
// A match this long is taken without asking for a better one.
constexpr int kLongMatch = 40;
constexpr std::uint32_t kNoCost = std::numeric_limits<std::uint32_t>::max();

std::uint32_t hash_of(std::uint32_t pixel) {
  return (pixel & 0xffffffU) * 0x9e3779b1U >> (32 - kHashBits);
}
std::uint32_t hash_of(std::uint32_t pixel, std::uint32_t next) {
  return ((pixel & 0xffffffU) * 0x9e3779b1U ^ (next & 0xffffffU) * 0x85ebca6bU) >> (32 - kHashBits);
}

int equal_pixels(const std::uint32_t* a, const std::uint32_t* b, int most) {
  int n = 0;
  while (n + 2 <= most) {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    std::memcpy(&x, a + n, sizeof x);
    std::memcpy(&y, b + n, sizeof y);
    if (x != y) {
      return n + (a[n] == b[n] ? 1 : 0);
    }
    n += 2;
  }
  return n < most && a[n] == b[n] ? n + 1 : n;
}

class Parser {
 public:
  Parser(const PixelView& page, const CellSet& variable, const CellSet& hot)
      : page_(page),
        variable_(variable),
        hot_(hot),
        stride_(kPixelBytes * page.width + 1),
        heads_(std::size_t{1} << kHashBits, kNone),
        latest_fixed_(std::size_t{1} << kHashBits, kNone),
        latest_cool_(std::size_t{1} << kHashBits, kNone),
        ring_(kRing, kNone),
        cost_(static_cast<std::size_t>(page.width) + 1),
        best_(static_cast<std::size_t>(page.width) + 1, Token::literal(0)) {
    fill_limits(variable, fixed_limits_);
    fill_limits(hot, cool_limits_);
  }

  // Makes the rows before `first` known, as far as a match from there can reach.
  void prime(int first) {
    const int rows = kMaxDistance / stride_ + 1;
    for (int y = std::max(0, first - rows); y < first; ++y) {
      for (int x = 0; x < page_.width; ++x) {
        insert(x, y);
      }
    }
  }

  // Rows must come in order.
  void parse_row(int y, const Costs& costs, std::vector<Token>& out) {
    costs_ = &costs;
    int x = 0;
    while (x < page_.width) {
      const int end = hot_.contains(y, x / kCellWidth) ? cell_end(x) : limit(x, y, true);
      parse_segment(x, end, y, out);
      x = end;
    }
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // For each cell where the next one of the set begins in its row, in pixels; 0 in the set.
  void fill_limits(const CellSet& set, std::vector<int>& limits) const {
    const int cells = set.cells_in_row();
    limits.resize(static_cast<std::size_t>(cells) * static_cast<std::size_t>(page_.height));
    for (int y = 0; y < page_.height; ++y) {
      int next = page_.width;
      for (int cell = cells - 1; cell >= 0; --cell) {
        const bool inside = set.contains(y, cell);
        next = inside ? cell * kCellWidth : next;
        limits[cell_at(cell * kCellWidth, y)] = inside ? 0 : next;
      }
    }
  }
  [[nodiscard]] std::size_t cell_at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(variable_.cells_in_row()) +
           static_cast<std::size_t>(x / kCellWidth);
  }
  [[nodiscard]] int cell_end(int x) const {
    return std::min((x / kCellWidth + 1) * kCellWidth, page_.width);
  }
  // How far a match may copy from here on; not at all when that is no more than x.
  [[nodiscard]] int limit(int x, int y, bool for_variable) const {
    return (for_variable ? cool_limits_ : fixed_limits_)[cell_at(x, y)];
  }

  [[nodiscard]] std::uint32_t index_of(int x, int y) const {
    return static_cast<std::uint32_t>(y) * static_cast<std::uint32_t>(page_.width) +
           static_cast<std::uint32_t>(x);
  }

  void insert(int x, int y) {
    const int free = limit(x, y, true) - x;
    if (free <= 0) {
      return;
    }
    const std::uint32_t* at = page_.row(y) + x;
    const std::uint32_t index = index_of(x, y);
    latest_cool_[hash_of(at[0])] = index;
    if (limit(x, y, false) > x) {
      latest_fixed_[hash_of(at[0])] = index;
    }
    if (free == 1) {
      return;
    }
    std::uint32_t& head = heads_[hash_of(at[0], at[1])];
    ring_[index % kRing] = head;
    head = index;
  }

  // The pixels from `begin` to `end` of row y, by the cheapest way through them.
  void parse_segment(int begin, int end, int y, std::vector<Token>& out) {
    std::fill(cost_.begin() + begin, cost_.begin() + end + 1, kNoCost);
    cost_[static_cast<std::size_t>(begin)] = 0;
    const std::uint32_t* row = page_.row(y);
    for (int x = begin; x < end; ++x) {
      const std::uint32_t cost = cost_[static_cast<std::size_t>(x)];
      if (cost == kNoCost) {  // inside a long match
        insert(x, y);
        continue;
      }
      const std::uint32_t pixel = row[x];
      const bool variable = variable_.contains(y, x / kCellWidth);
      offer(x + 1,
            cost + costs_->literals[pixel >> 16U & 0xffU] + costs_->literals[pixel >> 8U & 0xffU] +
                costs_->literals[pixel & 0xffU],
            Token::literal(pixel));
      longest_ = 0;
      if (x > 0 && row[x - 1] == pixel &&
          (variable || !variable_.contains(y, (x - 1) / kCellWidth))) {
        try_match(x, x - 1, y, (x > begin ? end : std::min(end, cell_end(x))) - x, kPixelBytes);
      }
      if (longest_ == 0) {
        try_latest(x, end, y, variable);
      }
      if (longest_ < kLongMatch) {
        try_above(x, end, y, variable);
      }
      if (longest_ < kLongMatch && x + 1 < end) {
        try_chain(x, end, y, variable);
      }
      if (longest_ >= kLongMatch) {
        // Only its end is a place to go on from.
        std::fill(cost_.begin() + x + 1, cost_.begin() + x + longest_, kNoCost);
      }
      insert(x, y);
    }
    const std::size_t first = out.size();
    for (int x = end; x > begin; x -= out.back().pixels()) {
      out.push_back(best_[static_cast<std::size_t>(x)]);
    }
    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  }

  void offer(int to, std::uint32_t cost, Token token) {
    const auto at = static_cast<std::size_t>(to);
    if (cost < cost_[at]) {
      cost_[at] = cost;
      best_[at] = token;
    }
  }

  // A match whose source begins at column `from` of row `source_y`.
  void try_match(int x, int from, int y, int most, int distance, int source_y = -1) {
    const int sy = source_y < 0 ? y : source_y;
    const std::uint32_t* row = page_.row(y);
    const int length = equal_pixels(row + x, page_.row(sy) + from, std::min(most, kMaxMatchPixels));
    if (length <= longest_) {
      return;
    }
    const std::uint32_t base =
        cost_[static_cast<std::size_t>(x)] + costs_->distances[kSymbolOf[distance]];
    for (int n = longest_ + 1; n <= length; ++n) {
      offer(x + n, base + costs_->lengths[static_cast<std::size_t>(n)], Token::match(n, distance));
    }
    longest_ = length;
  }

  // Where this pixel stood last: the cheapest match of one pixel.
  void try_latest(int x, int end, int y, bool variable) {
    const auto& latest = variable ? latest_cool_ : latest_fixed_;
    const std::uint32_t source = latest[hash_of(page_.row(y)[x])];
    if (source == kNone) {
      return;
    }
    const int sy = static_cast<int>(source / static_cast<std::uint32_t>(page_.width));
    const int sx = static_cast<int>(source % static_cast<std::uint32_t>(page_.width));
    const int distance = (y - sy) * stride_ + (x - sx) * kPixelBytes;
    if (distance <= kMaxDistance) {
      try_match(x, sx, y, std::min(end - x, limit(sx, sy, variable) - sx), distance, sy);
    }
  }

  void try_above(int x, int end, int y, bool variable) {
    if (y == 0 || stride_ > kMaxDistance) {
      return;
    }
    const int most =
        std::min(end, std::max(limit(x, y - 1, variable), variable ? cell_end(x) : 0)) - x;
    if (most > 0 && page_.row(y - 1)[x] == page_.row(y)[x]) {
      try_match(x, x, y, most, stride_, y - 1);
    }
  }

  void try_chain(int x, int end, int y, bool variable) {
    const std::uint32_t* at = page_.row(y) + x;
    const std::uint32_t index = index_of(x, y);
    std::uint32_t candidate = heads_[hash_of(at[0], at[1])];
    for (int tried = 0; candidate != kNone && tried < kMaxCandidates; ++tried) {
      const int sy = static_cast<int>(candidate / static_cast<std::uint32_t>(page_.width));
      const int sx = static_cast<int>(candidate % static_cast<std::uint32_t>(page_.width));
      const int distance = (y - sy) * stride_ + (x - sx) * kPixelBytes;
      if (distance > kMaxDistance || index - candidate >= kRing) {
        return;
      }
      const int most = std::min(end - x, limit(sx, sy, variable) - sx);
      const std::uint32_t* source = page_.row(sy) + sx;
      if (most > longest_ && source[0] == at[0] && source[longest_] == at[longest_]) {
        try_match(x, sx, y, most, distance, sy);
        if (longest_ >= kLongMatch) {
          return;
        }
      }
      const std::uint32_t next = ring_[candidate % kRing];
      if (next == kNone || next >= candidate) {
        return;
      }
      candidate = next;
    }
  }

  // distance -> symbol, for all distances.
  struct DistanceSymbols {
    std::vector<std::uint8_t> table = std::vector<std::uint8_t>(kMaxDistance + 1);
    DistanceSymbols() {
      for (int distance = 1; distance <= kMaxDistance; ++distance) {
        table[static_cast<std::size_t>(distance)] =
            static_cast<std::uint8_t>(splice::distance_symbol(distance).symbol);
      }
    }
    std::uint8_t operator[](int distance) const {
      return table[static_cast<std::size_t>(distance)];
    }
  };
  static const DistanceSymbols kSymbolOf;

  PixelView page_;
  const CellSet& variable_;
  const CellSet& hot_;
  int stride_;  // bytes of a row with its filter byte
  std::vector<int> fixed_limits_;
  std::vector<int> cool_limits_;
  std::vector<std::uint32_t> heads_;         // hash -> the pixel that was inserted last
  std::vector<std::uint32_t> latest_fixed_;  // the same for single pixels, of fixed cells
  std::vector<std::uint32_t> latest_cool_;   // and of those that are not hot
  std::vector<std::uint32_t> ring_;          // pixel -> the one before it with the same hash
  std::vector<std::uint32_t> cost_;          // of the cheapest way to each column
  std::vector<Token> best_;                  // the last token of that way
  const Costs* costs_ = nullptr;
  int longest_ = 0;  // match from the present column, in pixels
};

const Parser::DistanceSymbols Parser::kSymbolOf;

std::uint32_t cost_of(double count, double total) {
  return static_cast<std::uint32_t>(std::lround(kUnit * std::log2(total / count)));
}

// The costs of the page's symbols, from a few rows here and there.
Costs sampled_costs(const PixelView& page, const CellSet& variable, const CellSet& hot) {
  constexpr int kEvery = 96;
  constexpr int kRows = 12;
  Costs costs = Costs::usual();
  for (int round = 0; round < 2; ++round) {
    SymbolCounts counts;
    std::vector<Token> tokens;
    Parser parser(page, variable, hot);
    for (int y = 0; y < page.height; ++y) {
      if (y % kEvery < kRows) {
        parser.parse_row(y, costs, tokens);
      }
    }
    for (const Token& token : tokens) {
      token.count_in(counts);
    }
    costs = Costs::of(counts);
  }
  return costs;
}

}  // namespace

Costs Costs::usual() {
  Costs costs;
  costs.literals.fill(7 * kUnit);
  for (int pixels = 1; pixels <= kMaxMatchPixels; ++pixels) {
    costs.lengths[static_cast<std::size_t>(pixels)] =
        static_cast<std::uint32_t>(5 + length_symbol(pixels * kPixelBytes).extra_bits) * kUnit;
  }
  for (int symbol = 0; symbol < kDistanceSymbols; ++symbol) {
    costs.distances[static_cast<std::size_t>(symbol)] =
        static_cast<std::uint32_t>(5 + std::max(0, symbol / 2 - 1)) * kUnit;
  }
  return costs;
}

Costs Costs::of(const SymbolCounts& counts) {
  const auto smoothed = [](std::uint32_t count) { return count + 0.5; };
  double literals = 0;
  double distances = 0;
  for (const std::uint32_t count : counts.literals) {
    literals += smoothed(count);
  }
  for (const std::uint32_t count : counts.distances) {
    distances += smoothed(count);
  }
  Costs costs;
  for (std::size_t i = 0; i < costs.literals.size(); ++i) {
    costs.literals[i] = cost_of(smoothed(counts.literals[i]), literals);
  }
  for (int pixels = 1; pixels <= kMaxMatchPixels; ++pixels) {
    const SymbolWithExtra symbol = length_symbol(pixels * kPixelBytes);
    costs.lengths[static_cast<std::size_t>(pixels)] =
        cost_of(smoothed(counts.literals[symbol.symbol]), literals) +
        static_cast<std::uint32_t>(symbol.extra_bits * kUnit);
  }
  for (std::size_t i = 0; i < costs.distances.size(); ++i) {
    const int extra = std::max(0, static_cast<int>(i) / 2 - 1);
    costs.distances[i] = cost_of(smoothed(counts.distances[i]), distances) +
                         static_cast<std::uint32_t>(extra * kUnit);
  }
  return costs;
}

StaticTokens parse_static(const PixelView& page, const CellSet& variable, const CellSet& hot) {
  const Costs costs = sampled_costs(page, variable, hot);
  struct Part {
    int first = 0;
    int end = 0;
    StaticTokens out;
  };
  const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
  std::vector<Part> parts(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) {
    parts[static_cast<std::size_t>(i)] = {
        page.height * i / threads, page.height * (i + 1) / threads, {}};
  }
  const auto work = [&](Part& part) {
    Parser parser(page, variable, hot);
    parser.prime(part.first);
    for (int y = part.first; y < part.end; ++y) {
      part.out.row_begins.push_back(part.out.tokens.size());
      parser.parse_row(y, costs, part.out.tokens);
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      others.emplace_back([&, i] { work(parts[i]); });
    }
    work(parts.front());
  }
  StaticTokens whole;
  for (const Part& part : parts) {
    const std::size_t before = whole.tokens.size();
    for (const std::size_t begin : part.out.row_begins) {
      whole.row_begins.push_back(before + begin);
    }
    whole.tokens.insert(whole.tokens.end(), part.out.tokens.begin(), part.out.tokens.end());
  }
  whole.row_begins.push_back(whole.tokens.size());
  return whole;
}

}  // namespace certpress::splice
