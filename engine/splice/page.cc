#include "page.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>

#include <libdeflate.h>

#include "live_tokens.h"
#include "png_frame.h"

namespace certpress::splice {

namespace {

constexpr std::uint32_t kAdlerBase = 65521;

struct LiveWriter {
  const BlockCodes& codes;
  Code above;
  Code left;
  unsigned lone_above;  // bits of a match of one pixel
  BitWriter& out;

  bool above_pays(std::uint32_t pixel) const { return lone_above < codes.pixel_bits(pixel); }
  void literal(std::uint32_t pixel) { write_pixel(pixel, codes, out); }
  void match(int pixels, Source source) {
    write_match(pixels, source == Source::kLeft ? left : above, codes, out);
  }
};

constexpr int kCellBytes = kCellWidth * static_cast<int>(sizeof(std::uint32_t));

// For each byte of a cell in memory the place of its channel among the cell's bytes in the file;
// the unused byte of a pixel never differs.
using CellWeights = std::array<std::int16_t, kCellBytes>;
CellWeights make_cell_weights() {
  CellWeights weights{};
  for (int i = 0; i < kCellWidth; ++i) {
    const std::uint32_t places = static_cast<std::uint32_t>(0 << 16 | 1 << 8 | 2);  // 0xRRGGBB
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &places, bytes.size());
    for (std::size_t k = 0; k < bytes.size(); ++k) {
      weights[static_cast<std::size_t>(i) * bytes.size() + k] =
          static_cast<std::int16_t>(kPixelBytes * i + bytes[k]);
    }
  }
  return weights;
}

// Sums of what differs between two stretches of pixels, of at most a cell.
struct Sums {
  std::int32_t plain = 0;
  std::int32_t weighted = 0;  // by the place in the stretch
};
Sums differences(const std::uint32_t* now, const std::uint32_t* before, int pixels) {
  static const CellWeights weights = make_cell_weights();
  const auto* a = reinterpret_cast<const std::uint8_t*>(now);
  const auto* b = reinterpret_cast<const std::uint8_t*>(before);
  Sums sums;
  const int bytes = pixels * static_cast<int>(sizeof *now);
  for (int k = 0; k < bytes; ++k) {
    const auto difference = static_cast<std::int16_t>(a[k] - b[k]);
    sums.plain += difference;
    sums.weighted += difference * weights[static_cast<std::size_t>(k)];
  }
  return sums;
}

bool equal_cells(const std::uint32_t* a, const std::uint32_t* b, int pixels) {
  std::uint32_t differs = 0;
  for (int i = 0; i < pixels; ++i) {
    differs |= a[i] ^ b[i];
  }
  return differs == 0;
}

}  // namespace

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
  pixels.reserve(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  for (int y = 0; y < height(); ++y) {
    const std::uint8_t* in = raw.data() + static_cast<std::size_t>(y) * stride + 1;
    for (int x = 0; x < width(); ++x, in += kPixelBytes) {
      pixels.push_back(0xff000000U | static_cast<std::uint32_t>(in[0] << 16 | in[1] << 8 | in[2]));
    }
  }
  return pixels;
}

CellSet Page::changed(const PixelView& pixels, const CellSet& touched) const {
  CellSet out(width(), height());
  for (int y = 0; y < height(); ++y) {
    const std::uint32_t* row = pixels.row(y);
    const auto words = out.row(y);
    touched.for_each_run(y, [&](int begin, int end) {
      for (int cell = begin; cell < end; ++cell) {
        if (!variable_.contains(y, cell)) {
          continue;
        }
        const int left = cell * kCellWidth;
        const int count = std::min(kCellWidth, width() - left);
        if (!equal_cells(row + left, still_cell(cell_index(y, cell)), count)) {
          words[static_cast<std::size_t>(cell) / 64] |= std::uint64_t{1}
                                                        << (static_cast<unsigned>(cell) % 64U);
        }
      }
    });
  }
  return out;
}

void Page::restore(std::uint32_t* pixels, const CellSet& changed) const {
  for (int y = 0; y < height(); ++y) {
    changed.for_each_run(y, [&](int begin, int end) {
      const std::size_t index = cell_index(y, begin);
      const int left = begin * kCellWidth;
      const int count = std::min(end * kCellWidth, width()) - left;
      // Cells that stand side by side are kept side by side.
      std::copy_n(still_cell(index), count,
                  pixels + static_cast<std::ptrdiff_t>(y) * width() + left);
    });
  }
}

CellSet Page::affected(const CellSet& changed) const {
  CellSet out = changed;
  const auto cells = static_cast<std::uint32_t>(changed.cells_in_row());
  for (int y = 0; y < height(); ++y) {
    changed.for_each_run(y, [&](int begin, int end) {
      const std::size_t index = cell_index(y, begin);
      const std::size_t beyond = index + static_cast<std::size_t>(end - begin);
      for (std::uint32_t i = copier_begins_[index]; i < copier_begins_[beyond]; ++i) {
        const std::uint32_t place = copiers_[i];
        out.row(static_cast<int>(place / cells))[place % cells / 64] |= std::uint64_t{1}
                                                                        << (place % cells % 64);
      }
    });
  }
  return out;
}

// Adler-32 (RFC 1950) is linear in the bytes: what changed is added to the static page's. With N
// bytes in all, byte i counts once in the low half and N - i times in the high one.
std::uint32_t Page::changed_adler(const PixelView& pixels, const CellSet& changed) const {
  const std::int64_t stride = kPixelBytes * static_cast<std::int64_t>(width()) + 1;
  const std::int64_t total = stride * height();
  std::int64_t low = adler_ & 0xffffU;
  std::int64_t high = adler_ >> 16U;
  for (int y = 0; y < height(); ++y) {
    changed.for_each_run(y, [&](int begin, int end) {
      const int left = begin * kCellWidth;
      const int count = std::min(end * kCellWidth, width()) - left;
      const std::uint32_t* now = pixels.row(y) + left;
      const std::uint32_t* before = still_cell(cell_index(y, begin));
      // Cell by cell, so that the sums inside stay in 32 bits.
      for (int first = 0; first < count; first += kCellWidth) {
        const int here = std::min(kCellWidth, count - first);
        const Sums sums = differences(now + first, before + first, here);
        const std::int64_t behind = total - (y * stride + 1 + kPixelBytes * (left + first));
        low += sums.plain;
        high = (high + behind * sums.plain - sums.weighted) % kAdlerBase;
      }
    });
  }
  const auto reduced = [](std::int64_t value) {
    const std::int64_t rest = value % kAdlerBase;
    return static_cast<std::uint32_t>(rest < 0 ? rest + kAdlerBase : rest);
  };
  return reduced(high) << 16U | reduced(low);
}

std::string Page::encode(const PixelView& pixels, const CellSet& changed) const {
  const CellSet live_cells = affected(changed);
  // No code is longer than 15 bits: 45 a pixel at most.
  const std::size_t most = kPngHeadSize + kPngTailSize + BitWriter::kSlack + bit_count_ / 8 +
                           live_cells.count() * kCellWidth * 45 / 8 + 8;
  const auto memory = std::make_unique_for_overwrite<std::uint8_t[]>(most);
  std::uint8_t* begin = memory.get();
  write_png_head(begin, width(), height(), pixels_per_metre_);
  BitWriter out(begin + kPngHeadSize);
  const bool can_copy_above = kPixelBytes * width() + 1 <= kMaxDistance;
  std::uint64_t done = 0;
  for (int y = 0; y < height(); ++y) {
    const Block& block = blocks_[static_cast<std::size_t>(y / kBlockRows)];
    const Code& left = block.codes.distances[2];  // 3 bytes back
    LiveWriter live{block.codes, block.above, left,
                    block.codes.matches[1].count + block.above.count, out};
    live_cells.for_each_run(y, [&](int first, int end) {
      const std::size_t index = cell_index(y, first);
      out.copy(bits_.data(), done, edges_[index].begin);
      tokenise_live(pixels, y, first * kCellWidth, std::min(end * kCellWidth, width()),
                    can_copy_above, live);
      done = edges_[index + static_cast<std::size_t>(end - first) - 1].end;
    });
  }
  out.copy(bits_.data(), done, bit_count_);
  const auto size = static_cast<std::size_t>(out.finish() - begin) - kPngHeadSize;
  write_png_tail(begin, size, changed_adler(pixels, changed));
  return {reinterpret_cast<const char*>(begin), kPngHeadSize + size + kPngTailSize};
}

}  // namespace certpress::splice
