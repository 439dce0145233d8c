#include "resample.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "../base/cpu_versions.h"
#include "../canvas/picture_surface.h"

namespace certpress::raster {

namespace {

// The weights of a pixel's rows sum up to 2^8 and those of its columns to 2^16, so that all is done
// in 16 bits: a row of sums is at most 255 * 2^8, of whose products with a column's weight the high
// 16 bits are kept.
constexpr int kRowWhole = 1 << 8;
constexpr int kColumnWhole = 1 << 16;
constexpr std::size_t kChannels = 4;

// What the pixels of the page are made of, along one axis: for each the same number of weights.
struct Taps {
  std::size_t count = 0;
  std::vector<int> firsts;  // pixel of the picture
  std::vector<std::uint16_t> weights;

  [[nodiscard]] const std::uint16_t* of(std::size_t index) const {
    return weights.data() + index * count;
  }
};

// Two pixels.
using Lanes = std::uint16_t __attribute__((vector_size(16)));
using Channels = std::uint8_t __attribute__((vector_size(8)));
static_assert(std::endian::native == std::endian::little);

// The compiler does not find the instruction by itself.
Lanes high_products(Lanes a, Lanes b) {
#ifdef __SSE2__
  return reinterpret_cast<Lanes>(
      _mm_mulhi_epu16(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
  using Wide = std::uint32_t __attribute__((vector_size(32)));
  const Wide products = __builtin_convertvector(a, Wide) * __builtin_convertvector(b, Wide);
  return __builtin_convertvector(products >> 16U, Lanes);
#endif
}

// The weights of columns, for two taps at once and all their channels.
struct ColumnTaps {
  std::size_t pairs = 0;
  std::vector<std::size_t> firsts;  // places in a row of channels
  std::vector<Lanes> weights;

  ColumnTaps(const Taps& taps, int left) : pairs((taps.count + 1) / 2) {
    for (std::size_t i = 0; i < taps.firsts.size(); ++i) {
      firsts.push_back(kChannels * static_cast<std::size_t>(taps.firsts[i] - left));
      for (std::size_t k = 0; k < taps.count; k += 2) {
        const std::uint16_t a = taps.of(i)[k];
        const std::uint16_t b = k + 1 < taps.count ? taps.of(i)[k + 1] : std::uint16_t{0};
        weights.push_back(Lanes{a, a, a, a, b, b, b, b});
      }
    }
  }
};

// The part of the page's pixel `at` that lies between `begin` and `end`, of 255.
std::uint32_t covered(int at, double begin, double end) {
  const double part = std::min(at + 1.0, end) - std::max<double>(at, begin);
  return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
}

// For the page's pixels `left` to `right`: their centres are at scale * (pixel + 1/2) + offset of
// the picture, of which only `low` to `high` is shown. The weights of each sum up to `whole`, but
// for the last unit of 2^16, which does not fit and does not show.
Taps taps_of(int left, int right, double scale, double offset, int low, int high, int whole) {
  const double width = std::max(scale, 1.0);  // a box as wide as a pixel of the page, at least one
  Taps taps;
  taps.count = std::min(static_cast<std::size_t>(std::ceil(width)) + 1,
                        static_cast<std::size_t>(high - low));
  const int last_first = high - static_cast<int>(taps.count);
  std::vector<int> weights(taps.count);
  for (int at = left; at < right; ++at) {
    const double centre = scale * (at + 0.5) + offset;
    const double begin = centre - width / 2;
    const double end = centre + width / 2;
    const int first = std::clamp(static_cast<int>(std::floor(begin)), low, last_first);
    int sum = 0;
    for (std::size_t k = 0; k < taps.count; ++k) {
      const int i = first + static_cast<int>(k);
      // What lies beyond the edge is like the edge.
      const double from = i == low ? begin : std::max<double>(i, begin);
      const double to = i == high - 1 ? end : std::min(i + 1.0, end);
      weights[k] = static_cast<int>(std::lround(std::max(0.0, to - from) / width * whole));
      sum += weights[k];
    }
    // White must stay white: what rounding left over goes to the heaviest.
    *std::ranges::max_element(weights) += whole - sum;
    taps.firsts.push_back(first);
    for (const int weight : weights) {
      taps.weights.push_back(static_cast<std::uint16_t>(std::min(weight, 0xffff)));
    }
  }
  return taps;
}

// One row of the page, still as wide as the picture, in 16 bits a channel.
CERTPRESS_CPU_VERSIONS
void mix_rows(const Picture& picture, const Taps& taps, std::size_t index,
              const canvas::PixelCrop& shown, std::vector<std::uint16_t>& out) {
  const std::uint16_t* weights = taps.of(index);
  const std::size_t stride = kChannels * static_cast<std::size_t>(picture.pixel_width());
  const std::uint8_t* in = picture.rgba.data() +
                           static_cast<std::size_t>(taps.firsts[index]) * stride +
                           kChannels * static_cast<std::size_t>(shown.left);
  std::uint16_t* sum = out.data();
  const std::size_t size = kChannels * static_cast<std::size_t>(shown.right - shown.left);
  std::fill_n(sum, size, std::uint16_t{0});
  for (std::size_t i = 0; i < taps.count; ++i, in += stride) {
    const std::uint16_t weight = weights[i];
    if (weight == 0) {
      continue;
    }
    if (picture.has_alpha) {
      for (std::size_t k = 0; k < size; ++k) {
        // Colours count as far as they are there.
        const std::uint32_t alpha = k % kChannels == 3 ? 255U : in[k | 3U];
        sum[k] = static_cast<std::uint16_t>(sum[k] + (in[k] * alpha + 127) / 255 * weight);
      }
    } else {
      for (std::size_t k = 0; k < size; ++k) {
        sum[k] = static_cast<std::uint16_t>(sum[k] + in[k] * weight);
      }
    }
  }
}

// From such a row, with a pixel to spare, the pixels of the page.
void mix_columns(const std::vector<std::uint16_t>& row, const ColumnTaps& taps,
                 std::vector<Pixel>& out) {
  const Lanes* weight = taps.weights.data();
  for (std::size_t x = 0; x < out.size(); ++x) {
    const std::uint16_t* in = row.data() + taps.firsts[x];
    Lanes sum{};
    for (std::size_t i = 0; i < taps.pairs; ++i, in += 2 * kChannels) {
      Lanes pixels;
      std::memcpy(&pixels, in, sizeof pixels);
      sum += high_products(pixels, *weight++);
    }
    // What both pixels gave, at most 255 * 2^8 together; red and blue change places.
    sum += __builtin_shufflevector(sum, sum, 4, 5, 6, 7, 0, 1, 2, 3);
    sum = __builtin_shufflevector(sum, sum, 2, 1, 0, 3, 4, 5, 6, 7);
    const auto channels = __builtin_convertvector((sum + 128) >> 8, Channels);
    std::memcpy(&out[x], &channels, sizeof out[x]);
  }
}

}  // namespace

void draw_resampled(const sheet::Image& image, double px_per_mm, const splice::PixelRect& clip,
                    Pixel* page, int page_width) {
  const Picture& picture = *image.picture;
  const canvas::PixelCrop crop = canvas::shown_pixels(image);
  const cairo_matrix_t from_page = canvas::picture_from_page(image);
  const double reduction = picture.reduction;
  const ColumnTaps columns(taps_of(clip.left, clip.right, from_page.xx / px_per_mm / reduction,
                                   from_page.x0 / reduction, crop.left, crop.right, kColumnWhole),
                           crop.left);
  const auto rows = taps_of(clip.top, clip.bottom, from_page.yy / px_per_mm / reduction,
                            from_page.y0 / reduction, crop.top, crop.bottom, kRowWhole);
  std::vector<std::uint16_t> row(kChannels * static_cast<std::size_t>(crop.right - crop.left + 1));
  std::vector<Pixel> mixed(static_cast<std::size_t>(clip.right - clip.left));
  const auto cover_of_column = [&](int x) {
    return covered(x, image.box.x * px_per_mm, image.box.right() * px_per_mm);
  };
  for (int y = clip.top; y < clip.bottom; ++y) {
    mix_rows(picture, rows, static_cast<std::size_t>(y - clip.top), crop, row);
    mix_columns(row, columns, mixed);
    const std::uint32_t row_cover =
        covered(y, image.box.y * px_per_mm, image.box.bottom() * px_per_mm);
    // Only the outermost columns are covered in part.
    Pixel* out = page + static_cast<std::ptrdiff_t>(y) * page_width + clip.left;
    const int last = clip.right - clip.left - 1;
    blend_over(out, mixed.data(), 1, row_cover * cover_of_column(clip.left) / 255);
    if (last > 0) {
      if (row_cover == 255 && !picture.has_alpha) {
        std::copy_n(mixed.data() + 1, last - 1, out + 1);
      } else {
        blend_over(out + 1, mixed.data() + 1, last - 1, row_cover);
      }
      blend_over(out + last, mixed.data() + last, 1,
                 row_cover * cover_of_column(clip.right - 1) / 255);
    }
  }
}

}  // namespace certpress::raster
