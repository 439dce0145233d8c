#include "resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "../canvas/picture_surface.h"

namespace certpress::raster {

namespace {

// The weights of a pixel's rows sum up to 2^8 and those of its columns to 2^16, so that all is done
// in 16 bits: a row of sums is at most 255 * 2^8, of whose products with a column's weight the high
// 16 bits are kept.
constexpr int kRowWhole = 1 << 8;
constexpr int kColumnWhole = 1 << 16;
constexpr std::size_t kChannels = 4;

using FourShort = std::uint16_t __attribute__((vector_size(8)));
using Four = std::uint32_t __attribute__((vector_size(16)));

// What the pixels of the page are made of, along one axis: for each the same number of weights.
struct Taps {
  std::size_t count = 0;
  std::vector<int> firsts;  // pixel of the picture
  std::vector<std::uint16_t> weights;

  [[nodiscard]] const std::uint16_t* of(std::size_t index) const {
    return weights.data() + index * count;
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
void mix_rows(const Picture& picture, const Taps& taps, std::size_t index,
              const canvas::PixelCrop& shown, std::vector<std::uint16_t>& out) {
  std::ranges::fill(out, std::uint16_t{0});
  const std::uint16_t* weights = taps.of(index);
  for (std::size_t i = 0; i < taps.count; ++i) {
    const std::uint16_t weight = weights[i];
    if (weight == 0) {
      continue;
    }
    const std::size_t row = static_cast<std::size_t>(taps.firsts[index]) + i;
    const std::uint8_t* in =
        picture.rgba.data() + kChannels * (row * static_cast<std::size_t>(picture.pixel_width()) +
                                           static_cast<std::size_t>(shown.left));
    std::uint16_t* sum = out.data();
    if (picture.has_alpha) {
      for (std::size_t k = 0; k < out.size(); ++k) {
        // Colours count as far as they are there.
        const std::uint32_t alpha = k % kChannels == 3 ? 255U : in[k | 3U];
        sum[k] = static_cast<std::uint16_t>(sum[k] + (in[k] * alpha + 127) / 255 * weight);
      }
    } else {
      for (std::size_t k = 0; k < out.size(); ++k) {
        sum[k] = static_cast<std::uint16_t>(sum[k] + in[k] * weight);
      }
    }
  }
}

Pixel mix_columns(const std::uint16_t* in, const std::uint16_t* weights, std::size_t count) {
  Four sum{};
  for (std::size_t i = 0; i < count; ++i, in += kChannels) {
    FourShort pixel;
    std::memcpy(&pixel, in, sizeof pixel);
    sum += __builtin_convertvector(pixel, Four) * weights[i] >> 16U;
  }
  const Four value = (sum + 128U) >> 8U;
  return value[3] << 24U | value[0] << 16U | value[1] << 8U | value[2];
}

}  // namespace

void draw_resampled(const sheet::Image& image, double px_per_mm, const splice::PixelRect& clip,
                    Pixel* page, int page_width) {
  const Picture& picture = *image.picture;
  const canvas::PixelCrop crop = canvas::shown_pixels(image);
  const cairo_matrix_t from_page = canvas::picture_from_page(image);
  const double reduction = picture.reduction;
  const auto columns = taps_of(clip.left, clip.right, from_page.xx / px_per_mm / reduction,
                               from_page.x0 / reduction, crop.left, crop.right, kColumnWhole);
  const auto rows = taps_of(clip.top, clip.bottom, from_page.yy / px_per_mm / reduction,
                            from_page.y0 / reduction, crop.top, crop.bottom, kRowWhole);
  std::vector<std::uint16_t> row(kChannels * static_cast<std::size_t>(crop.right - crop.left));
  std::vector<std::uint32_t> column_cover;
  for (int x = clip.left; x < clip.right; ++x) {
    column_cover.push_back(covered(x, image.box.x * px_per_mm, image.box.right() * px_per_mm));
  }
  for (int y = clip.top; y < clip.bottom; ++y) {
    mix_rows(picture, rows, static_cast<std::size_t>(y - clip.top), crop, row);
    const std::uint32_t row_cover =
        covered(y, image.box.y * px_per_mm, image.box.bottom() * px_per_mm);
    Pixel* out = page + static_cast<std::ptrdiff_t>(y) * page_width + clip.left;
    for (std::size_t i = 0; i < column_cover.size(); ++i, ++out) {
      const auto first = static_cast<std::size_t>(columns.firsts[i] - crop.left);
      const Pixel pixel = mix_columns(row.data() + kChannels * first, columns.of(i), columns.count);
      const std::uint32_t cover = row_cover * column_cover[i] / 255;
      *out = cover == 255 && pixel >> 24U == 255 ? pixel : over(times(pixel, cover), *out);
    }
  }
}

}  // namespace certpress::raster
