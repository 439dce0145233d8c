// The static page's bits and a record's pixels -> a PNG file. Row by row, while the row is near:
// find what changed, take it into the checksum, encode it, and make it static again.
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <functional>
#include <span>

#include "../base/cpu_versions.h"
#include "live_tokens.h"
#include "page.h"
#include "png_frame.h"

namespace certpress::splice {

namespace {

// For each byte of a cell in memory the place of its channel among the cell's bytes in the file;
// the unused byte of a pixel never differs.
constexpr int kCellBytes = kCellWidth * static_cast<int>(sizeof(std::uint32_t));
constexpr auto kPlaces = [] {
  static_assert(std::endian::native == std::endian::little);
  std::array<std::int16_t, kCellBytes> places{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t channel = i % 4 == 3 ? 0 : 2 - i % 4;
    places[i] = static_cast<std::int16_t>(kPixelBytes * (i / 4) + channel);
  }
  return places;
}();

// What changed in a row, for Adler-32.
struct RowSums {
  std::int64_t plain = 0;
  std::int64_t weighted = 0;  // by the place in the row
};

// Adds what differs between two cells of so many pixels; false when nothing does.
bool add_differences(const std::uint32_t* now, const std::uint32_t* before, int pixels, int left,
                     RowSums& sums) {
  std::uint32_t differs = 0;
  for (int i = 0; i < pixels; ++i) {
    differs |= now[i] ^ before[i];
  }
  if (differs == 0) {
    return false;
  }
  const auto* a = reinterpret_cast<const std::uint8_t*>(now);
  const auto* b = reinterpret_cast<const std::uint8_t*>(before);
  std::int32_t plain = 0;
  std::int32_t weighted = 0;
  for (int i = 0; i < 4 * pixels; ++i) {
    const auto difference = static_cast<std::int16_t>(a[i] - b[i]);
    plain += difference;
    weighted += difference * kPlaces[static_cast<std::size_t>(i)];
  }
  sums.plain += plain;
  sums.weighted += weighted + std::int64_t{kPixelBytes} * left * plain;
  return true;
}

// Memory is far away: what the next row will want is asked for early. Any address will do.
void ask_for(const std::uint32_t* cell) {
  constexpr int kCacheLine = 64 / sizeof *cell;
  for (int i = 0; i < kCellWidth; i += kCacheLine) {
    __builtin_prefetch(cell + i);
  }
}

// Of a row's touched cells, those that differ from the static ones. `before` holds the variable
// ones, row by row.
CERTPRESS_CPU_VERSIONS
RowSums compare_row(const std::uint32_t* row, int width, const std::uint32_t* before,
                    std::span<const std::uint64_t> variable, std::span<const std::uint64_t> touched,
                    std::span<std::uint64_t> changed) {
  RowSums sums;
  std::ptrdiff_t in_row = 0;
  for (const std::uint64_t word : variable) {
    in_row += std::ptrdiff_t{kCellWidth} * std::popcount(word);
  }
  for (std::size_t w = 0; w < touched.size(); ++w) {
    for (std::uint64_t left = touched[w] & variable[w]; left != 0; left &= left - 1) {
      const std::uint64_t bit = left & -left;
      const int x =
          static_cast<int>(64 * w + static_cast<std::size_t>(std::countr_zero(left))) * kCellWidth;
      const std::uint32_t* cell =
          before + static_cast<std::ptrdiff_t>(std::popcount(variable[w] & (bit - 1))) * kCellWidth;
      ask_for(row + width + x);
      ask_for(cell + in_row);
      const bool differs = x + kCellWidth <= width
                               ? add_differences(row + x, cell, kCellWidth, x, sums)
                               : add_differences(row + x, cell, width - x, x, sums);
      changed[w] |= differs ? bit : 0;
    }
    before += static_cast<std::ptrdiff_t>(std::popcount(variable[w])) * kCellWidth;
  }
  return sums;
}

struct LiveWriter {
  const BlockCodes& codes;
  Code above;
  Code left;
  BitWriter out;

  bool above_pays(std::uint32_t pixel) const {
    return codes.matches[1].count + above.count < codes.pixel(pixel).count;
  }
  void literals(const std::uint32_t* pixels, int count) {
    for (int i = 0; i < count; ++i) {
      write_pixel(pixels[i], codes, out);
    }
  }
  void match(int pixels, Source source) {
    write_match(pixels, source == Source::kLeft ? left : above, codes, out);
  }
};

CERTPRESS_CPU_VERSIONS
BitWriter write_live(const PixelView& page, int y, int begin, int end, const BlockCodes& codes,
                     const Code& above, Likeness& like, BitWriter out) {
  LiveWriter writer{codes, above, codes.distances[2], out};  // 3 bytes back
  tokenise_live(page, y, begin, end, above.count > 0, like, writer);
  return writer.out;
}

// Bits on their way into a file, in pieces that stay near.
class BitStream {
 public:
  // No more than `most` bytes are put at once.
  BitStream(PngFrame& file, std::size_t most)
      : file_(file), piece_(kPiece + std::max(kPiece, most) + BitWriter::kSlack) {}

  void copy(const std::uint8_t* bytes, std::uint64_t from, std::uint64_t to) {
    while (from < to) {
      const std::uint64_t end = std::min<std::uint64_t>(to, from + 8 * kPiece);
      out_.copy(bytes, from, end);
      from = end;
      make_room();
    }
  }
  // `write` is given a BitWriter and gives it back.
  template <typename Write>
  void put(const Write& write) {
    out_ = write(out_);
    make_room();
  }
  void finish() { hand_on(static_cast<std::size_t>(out_.finish() - piece_.data())); }

 private:
  static constexpr std::size_t kPiece = std::size_t{32} << 10U;

  void make_room() {
    const std::size_t whole = out_.position(piece_.data()) / 8;
    if (whole >= kPiece) {
      hand_on(whole);
      out_.move_to(piece_.data());
    }
  }
  void hand_on(std::size_t size) { file_.append(piece_.data(), size); }

  PngFrame& file_;
  std::vector<std::uint8_t> piece_;
  BitWriter out_{piece_.data()};
};

constexpr std::int64_t kAdlerBase = 65521;

std::uint32_t reduced(std::int64_t value) {
  const std::int64_t rest = value % kAdlerBase;
  return static_cast<std::uint32_t>(rest < 0 ? rest + kAdlerBase : rest);
}

}  // namespace

void Page::restore_row(int y, const CellSet& changed, std::uint32_t* row) const {
  changed.for_each_run(y, [&](int begin, int end) {
    // Cells that stand side by side are kept side by side.
    const int left = begin * kCellWidth;
    std::copy_n(still_cell(cell_index(y, begin)), std::min(end * kCellWidth, width()) - left,
                row + left);
  });
}

std::string Page::splice(std::uint32_t* pixels, const CellSet& touched, std::size_t room) const {
  const PixelView view{width(), height(), pixels};
  const auto row_of = [&](int y) { return pixels + static_cast<std::ptrdiff_t>(y) * width(); };
  PngFrame file(width(), height(), pixels_per_metre_, std::max(room, bits_.size()));
  BitStream out(file, static_cast<std::size_t>(width()) * kMaxPixelBits / 8);
  Likeness like(view);
  CellSet changed(width(), height());
  CellSet live(width(), height());
  // Adler-32 (RFC 1950) is linear in the bytes: what changed is added to the static page's. With N
  // bytes in all, byte i counts once in the low half and N - i times in the high one.
  std::int64_t low = adler_ & 0xffffU;
  std::int64_t high = adler_ >> 16U;
  const std::int64_t stride = kPixelBytes * std::int64_t{width()} + 1;
  std::uint64_t done = 0;  // bits of the static page
  for (int y = 0; y < height(); ++y) {
    const auto row = static_cast<std::size_t>(y);
    const RowSums sums = compare_row(row_of(y), width(), still_cell(row_begins_[row]),
                                     variable_.row(y), touched.row(y), changed.row(y));
    low += sums.plain;
    high += (stride * (height() - y) - 1) * sums.plain - sums.weighted;
    high %= kAdlerBase;
    changed.for_each_run(y, [&](int begin, int end) {
      const std::size_t index = cell_index(y, begin);
      for (std::size_t i = index; i < index + static_cast<std::size_t>(end - begin); ++i) {
        add_copiers(i, live);
      }
    });
    std::ranges::transform(live.row(y), changed.row(y), live.row(y).begin(), std::bit_or<>());
    const Block& block = blocks_[row / kBlockRows];
    // Stretches of pixels to be encoded anew; those that share a token are one.
    int from = 0;
    int to = 0;
    const auto write = [&] {
      if (to > from) {
        out.put([&](BitWriter writer) {
          return write_live(view, y, from, to, block.codes, block.above, like, writer);
        });
      }
    };
    live.for_each_run(y, [&](int begin, int end) {
      const std::size_t index = cell_index(y, begin);
      const Edges& first = edges_[index];
      const Edges& last = edges_[index + static_cast<std::size_t>(end - begin) - 1];
      const int left = begin * kCellWidth - first.before;
      if (left >= to) {
        write();
        out.copy(bits_.data(), done, first.begin);
        from = left;
      }
      to = std::min(end * kCellWidth, width()) + last.after;
      done = last.end;
    });
    write();
    // Only now: the next row may copy from the one above.
    if (y > 0) {
      restore_row(y - 1, changed, row_of(y - 1));
    }
  }
  restore_row(height() - 1, changed, row_of(height() - 1));
  out.copy(bits_.data(), done, bit_count_);
  out.finish();
  return file.finish(reduced(high) << 16U | reduced(low));
}

}  // namespace certpress::splice
