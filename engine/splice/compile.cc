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

}  // namespace

void Page::note_copiers(const StaticTokens& tokens) {
  const int stride = kPixelBytes * width() + 1;
  struct Copy {
    std::uint32_t from;   // index of a variable cell
    std::uint32_t place;  // of the cell that copies
    auto operator<=>(const Copy&) const = default;
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
  const auto repeated = std::ranges::unique(copies);
  copies.erase(repeated.begin(), repeated.end());
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
  const int stride = kPixelBytes * still.width + 1;
  Likeness like(still);
  const int block_count = (still.height + kBlockRows - 1) / kBlockRows;
  for (int b = 0; b < block_count; ++b) {
    // The mean of the examples, times their number.
    SymbolCounts counts;
    const int end = std::min((b + 1) * kBlockRows, still.height);
    const auto rounds = std::max<std::size_t>(1, examples.size());
    for (std::size_t e = 0; e < rounds; ++e) {
      const bool has_example = e < examples.size();
      for (int y = b * kBlockRows; y < end; ++y) {
        ++counts.literals[0];  // the filter byte
        for_each_token(tokens, y, [&](const Token& token, int x) {
          if (!has_example || !changed[e].contains(y, x / kCellWidth)) {
            token.count_in(counts);
          }
        });
        if (has_example) {
          LiveCounter live{counts, stride};
          changed[e].for_each_run(y, [&](int first, int last) {
            tokenise_live(examples[e].pixels, y, first * kCellWidth,
                          std::min(last * kCellWidth, still.width), stride <= kMaxDistance, like,
                          live);
          });
        }
      }
      ++counts.literals[kEndOfBlock];
    }
    page.blocks_.push_back({code_lengths(counts), {}, {}});
  }
  page.make_codes();

  // No code is longer than 15 bits with 13 more for a match.
  std::vector<std::uint8_t> bits(tokens.tokens.size() * 6 +
                                 static_cast<std::size_t>(block_count) * 512 +
                                 static_cast<std::size_t>(still.height) * 2 + 64);
  BitWriter out(bits.data());
  for (int y = 0; y < still.height; ++y) {
    const bool is_last = y / kBlockRows == block_count - 1;
    const Block& block = page.blocks_[static_cast<std::size_t>(y / kBlockRows)];
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
      const int after = x + token.pixels();
      for (int cell = x / kCellWidth; cell * kCellWidth < after; ++cell) {
        if (!variable.contains(y, cell)) {
          continue;
        }
        Edges& edges = page.edges_[page.cell_index(y, cell)];
        const int left = cell * kCellWidth;
        const int right = std::min(left + kCellWidth, still.width);
        if (left >= x) {
          edges.begin = begin;
          edges.before = static_cast<std::uint16_t>(left - x);
        }
        if (right <= after) {
          edges.end = static_cast<std::uint32_t>(out.position(bits.data()));
          edges.after = static_cast<std::uint16_t>(after - right);
        }
      }
    });
    if ((y + 1) % kBlockRows == 0 || y + 1 == still.height) {
      out.put(codes.literals[kEndOfBlock].bits, codes.literals[kEndOfBlock].count);
    }
  }
  page.bit_count_ = out.position(bits.data());
  const auto size = static_cast<std::size_t>(out.finish() - bits.data());
  bits.resize(size + BitWriter::kSlack);
  page.bits_ = Bytes::from_string(std::string(bits.begin(), bits.end()));
  return page;
}

}  // namespace certpress::splice
