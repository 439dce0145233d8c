// Static pixels -> the page that records are spliced into.
#include <algorithm>
#include <functional>
#include <numeric>

#include <libdeflate.h>

#include "live_tokens.h"
#include "page.h"
#include "static_parse.h"

namespace certpress::splice {

namespace {

// Counts what live encoding would write.
struct LiveCounter {
  SymbolCounts& counts;
  int stride;

  // Not known yet; about the truth.
  static bool above_pays(std::uint32_t /*pixel*/) { return false; }
  void literals(const std::uint32_t* pixels, int count) {
    std::for_each_n(pixels, count, [&](std::uint32_t pixel) { counts.add_pixel(pixel); });
  }
  void match(int pixels, Source source) {
    counts.add_match(pixels, source == Source::kLeft ? kPixelBytes : stride);
  }
};

// Of the touched cells, those in which two pages differ.
CellSet different_cells(const PixelView& a, const PixelView& b, const CellSet& touched) {
  CellSet out(touched.width(), touched.height());
  for (int y = 0; y < touched.height(); ++y) {
    touched.for_each_run(y, [&](int begin, int end) {
      for (int cell = begin; cell < end; ++cell) {
        const int left = cell * kCellWidth;
        const int right = std::min(left + kCellWidth, touched.width());
        if (!std::equal(a.row(y) + left, a.row(y) + right, b.row(y) + left)) {
          out.add({left, y, right, y + 1});
        }
      }
    });
  }
  return out;
}

// Calls `with(token, cell)` for the tokens of a row; the cell is the one that the token begins in.
template <typename With>
void for_each_token(const StaticTokens& tokens, int y, const With& with) {
  int x = 0;
  const auto row = static_cast<std::size_t>(y);
  for (std::size_t i = tokens.row_begins[row]; i < tokens.row_begins[row + 1]; ++i) {
    with(tokens.tokens[i], x);
    x += tokens.tokens[i].pixels();
  }
}

std::uint32_t adler_of(const PixelView& page) {
  std::uint32_t adler = 1;
  std::vector<std::uint8_t> raw(kPixelBytes * static_cast<std::size_t>(page.width) + 1);
  for (int y = 0; y < page.height; ++y) {
    std::uint8_t* out = raw.data() + 1;
    for (int x = 0; x < page.width; ++x) {
      const std::uint32_t pixel = page.row(y)[x];
      *out++ = static_cast<std::uint8_t>(pixel >> 16U);
      *out++ = static_cast<std::uint8_t>(pixel >> 8U);
      *out++ = static_cast<std::uint8_t>(pixel);
    }
    adler = libdeflate_adler32(adler, raw.data(), raw.size());
  }
  return adler;
}

// What stands in the rows of a block: the filter bytes, the tokens of the static page but those in
// `changed` cells, and the end.
void count_still(const StaticTokens& tokens, int top, int end, const CellSet* changed,
                 SymbolCounts& counts) {
  for (int y = top; y < end; ++y) {
    ++counts.literals[0];
    for_each_token(tokens, y, [&](const Token& token, int x) {
      if (changed == nullptr || !changed->contains(y, x / kCellWidth)) {
        token.count_in(counts);
      }
    });
  }
  ++counts.literals[kEndOfBlock];
}

// The tokens of an example's changed cells.
void count_live(const PixelView& example, int top, int end, const CellSet& changed, Likeness& like,
                SymbolCounts& counts) {
  const int stride = kPixelBytes * example.width + 1;
  LiveCounter live{counts, stride};
  for (int y = top; y < end; ++y) {
    changed.for_each_run(y, [&](int first, int last) {
      tokenise_live(example, y, first * kCellWidth, std::min(last * kCellWidth, example.width),
                    stride <= kMaxDistance, like, live);
    });
  }
}

}  // namespace

void Page::note_copiers(const StaticTokens& tokens) {
  const int stride = kPixelBytes * width() + 1;
  struct Copy {
    std::uint32_t from;                             // index of a variable cell
    std::uint32_t place;                            // of the cell that copies
    auto operator<=>(const Copy&) const = default;  // NOLINT(modernize-use-nullptr)
  };
  std::vector<Copy> copies;
  for (int y = 0; y < height(); ++y) {
    for_each_token(tokens, y, [&](const Token& token, int x) {
      const int cell = x / kCellWidth;
      if (!token.is_match() || !variable_.contains(y, cell)) {
        return;
      }
      // The source in bytes from the beginning of the page, which is never in a filter byte.
      const std::int64_t at =
          std::int64_t{y} * stride + 1 + kPixelBytes * std::int64_t{x} - token.distance();
      const int last_own = (x + token.pixels() - 1) / kCellWidth;
      const int source_y = static_cast<int>(at / stride);
      const int source_x = static_cast<int>((at % stride - 1) / kPixelBytes);
      const int last = (source_x + token.pixels() - 1) / kCellWidth;
      for (int source = source_x / kCellWidth; source <= last; ++source) {
        const bool is_own = source_y == y && source >= cell && source <= last_own;
        if (!is_own && source < variable_.cells_in_row() && variable_.contains(source_y, source)) {
          copies.push_back({static_cast<std::uint32_t>(cell_index(source_y, source)),
                            static_cast<std::uint32_t>(y * variable_.cells_in_row() + cell)});
        }
      }
    });
  }
  std::ranges::sort(copies);
  copies.erase(std::unique(copies.begin(), copies.end()), copies.end());
  copier_begins_.assign(edges_.size() + 1, 0);
  for (const Copy& copy : copies) {
    ++copier_begins_[copy.from + 1];
    copiers_.push_back(copy.place);
  }
  std::partial_sum(copier_begins_.begin(), copier_begins_.end(), copier_begins_.begin());
}

CellSet Page::affected(const CellSet& changed) const {
  CellSet out = changed;
  for (int y = 0; y < height(); ++y) {
    changed.for_each_run(y, [&](int begin, int end) {
      const std::size_t index = cell_index(y, begin);
      for (std::size_t i = index; i < index + static_cast<std::size_t>(end - begin); ++i) {
        add_copiers(i, out);
      }
    });
  }
  return out;
}

Page Page::compile(const PixelView& still, const CellSet& variable, std::uint32_t pixels_per_metre,
                   std::span<const Example> examples) {
  Page page;
  page.variable_ = variable;
  page.pixels_per_metre_ = pixels_per_metre;
  page.adler_ = adler_of(still);
  page.index_cells();
  page.edges_.resize(page.row_begins_.back());
  page.keep_cells(still);
  std::vector<CellSet> changed;
  CellSet hot(still.width, still.height);
  for (const Example& example : examples) {
    changed.push_back(different_cells(example.pixels, still, example.touched));
    std::ranges::transform(hot.words(), changed.back().words(), hot.words().begin(),
                           std::bit_or<>());
  }
  const StaticTokens tokens = parse_static(still, variable, hot);
  page.note_copiers(tokens);
  for (CellSet& cells : changed) {
    cells = page.affected(cells);
  }
  Likeness like(still);
  for (int top = 0; top < still.height; top += kBlockRows) {
    const int end = std::min(top + kBlockRows, still.height);
    SymbolCounts counts;
    if (examples.empty()) {
      count_still(tokens, top, end, nullptr, counts);
    }
    // The mean of the examples, times their number.
    for (std::size_t e = 0; e < examples.size(); ++e) {
      count_still(tokens, top, end, &changed[e], counts);
      count_live(examples[e].pixels, top, end, changed[e], like, counts);
    }
    page.blocks_.push_back({code_lengths(counts), {}, {}});
  }
  page.make_codes();
  page.write(tokens);
  return page;
}

void Page::write(const StaticTokens& tokens) {
  // No code is longer than 15 bits with 13 more for a match.
  std::vector<std::uint8_t> bits(tokens.tokens.size() * 6 + blocks_.size() * 512 +
                                 static_cast<std::size_t>(height()) * 2 + 64);
  BitWriter out(bits.data());
  for (int y = 0; y < height(); ++y) {
    const auto number = static_cast<std::size_t>(y / kBlockRows);
    const bool is_last = number + 1 == blocks_.size();
    const Block& block = blocks_[number];
    const BlockCodes& codes = block.codes;
    if (y % kBlockRows == 0) {
      write_block_header(block.lengths, is_last, out);
    }
    out.put(codes.literals[0].bits, codes.literals[0].count);
    for_each_token(tokens, y, [&](const Token& token, int x) {
      const auto begin = static_cast<std::uint32_t>(out.position(bits.data()));
      if (token.is_match()) {
        write_match(token.pixels(), codes.distance(token.distance()), codes, out);
      } else {
        write_pixel(token.pixel(), codes, out);
      }
      note_edges(y, x, x + token.pixels(), begin,
                 static_cast<std::uint32_t>(out.position(bits.data())));
    });
    if ((y + 1) % kBlockRows == 0 || y + 1 == height()) {
      out.put(codes.literals[kEndOfBlock].bits, codes.literals[kEndOfBlock].count);
    }
  }
  bit_count_ = out.position(bits.data());
  const auto size = static_cast<std::size_t>(out.finish() - bits.data());
  bits.resize(size + BitWriter::kSlack);
  bits_ = Bytes::from_string(std::string(bits.begin(), bits.end()));
}

void Page::note_edges(int y, int from, int to, std::uint32_t begin, std::uint32_t end) {
  for (int cell = from / kCellWidth; cell * kCellWidth < to; ++cell) {
    if (!variable_.contains(y, cell)) {
      continue;
    }
    Edges& edges = edges_[cell_index(y, cell)];
    const int left = cell * kCellWidth;
    const int right = std::min(left + kCellWidth, width());
    if (left >= from) {
      edges.begin = begin;
      edges.before = static_cast<std::uint16_t>(left - from);
    }
    if (right <= to) {
      edges.end = end;
      edges.after = static_cast<std::uint16_t>(to - right);
    }
  }
}

}  // namespace certpress::splice
