#include "resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "../canvas/picture_surface.h"

namespace certpress::raster {

namespace {

// Weights are 14 bits and values between the passes 16 bits, so that all sums stay in 32 bits.
constexpr int kWeightBits = 14;
constexpr int kWhole = 1 << kWeightBits;
constexpr std::size_t kChannels = 4;

using Four = std::uint32_t __attribute__((vector_size(16)));
using FourShort = std::uint16_t __attribute__((vector_size(8)));

// What one pixel of the page is made of, along one axis.
struct Taps {
  int first = 0;  // pixel of the picture
  std::vector<std::uint16_t> weights;
};

// The part of the page's pixel `at` that lies between `begin` and `end`, of 255.
std::uint32_t covered(int at, double begin, double end) {
  const double part = std::min(at + 1.0, end) - std::max<double>(at, begin);
  return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
}

// For the page's pixels `left` to `right`: their centres are at scale * (pixel + 1/2) + offset of
// the picture, of which only `low` to `high` is shown.
std::vector<Taps> taps_of(int left, int right, double scale, double offset, int low, int high) {
  std::vector<Taps> all;
  const double width = std::max(scale, 1.0);  // a box as wide as a pixel of the page, at least one
  for (int at = left; at < right; ++at) {
    const double centre = scale * (at + 0.5) + offset;
    const double begin = centre - width / 2;
    const double end = centre + width / 2;
    Taps taps;
    taps.first = std::clamp(static_cast<int>(std::floor(begin)), low, high - 1);
    const int last = std::clamp(static_cast<int>(std::ceil(end)), taps.first + 1, high);
    taps.weights.resize(static_cast<std::size_t>(last - taps.first));
    int sum = 0;
    for (int i = taps.first; i < last; ++i) {
      // What lies beyond the edge is like the edge.
      const double from = i == low ? begin : std::max<double>(i, begin);
      const double to = i == high - 1 ? end : std::min(i + 1.0, end);
      const int weight = static_cast<int>(std::lround(std::max(0.0, to - from) / width * kWhole));
      taps.weights[static_cast<std::size_t>(i - taps.first)] = static_cast<std::uint16_t>(weight);
      sum += weight;
    }
    // White must stay white: what rounding left over goes to the heaviest.
    const auto heaviest = std::ranges::max_element(taps.weights);
    *heaviest = static_cast<std::uint16_t>(*heaviest + kWhole - sum);
    all.push_back(std::move(taps));
  }
  return all;
}

// One row of the page, still as wide as the picture, in 16 bits a channel.
void mix_rows(const Picture& picture, const Taps& taps, int left, int right,
              std::vector<std::uint32_t>& sums, std::vector<std::uint16_t>& out) {
  const std::size_t count = kChannels * static_cast<std::size_t>(right - left);
  std::ranges::fill(sums, 0U);
  for (std::size_t i = 0; i < taps.weights.size(); ++i) {
    const std::uint32_t weight = taps.weights[i];
    const std::size_t row = static_cast<std::size_t>(taps.first) + i;
    const std::uint8_t* in =
        picture.rgba.data() + kChannels * (row * static_cast<std::size_t>(picture.pixel_width()) +
                                           static_cast<std::size_t>(left));
    std::uint32_t* sum = sums.data();
    if (picture.has_alpha) {
      for (std::size_t k = 0; k < count; ++k) {
        // Colours count as far as they are there.
        const std::uint32_t alpha = k % kChannels == 3 ? 255U : in[k | 3U];
        sum[k] += in[k] * alpha / 255 * weight;
      }
    } else {
      for (std::size_t k = 0; k < count; ++k) {
        sum[k] += in[k] * weight;
      }
    }
  }
  for (std::size_t k = 0; k < count; ++k) {
    out[k] = static_cast<std::uint16_t>(sums[k] >> (kWeightBits - 8));
  }
}

Pixel mix_columns(const std::vector<std::uint16_t>& row, const Taps& taps, int left) {
  Four sum{};
  const std::uint16_t* in = row.data() + kChannels * static_cast<std::size_t>(taps.first - left);
  for (const std::uint16_t weight : taps.weights) {
    FourShort pixel;
    std::memcpy(&pixel, in, sizeof pixel);
    sum += __builtin_convertvector(pixel, Four) * weight;
    in += kChannels;
  }
  const Four value = (sum + (1U << (kWeightBits + 7))) >> (kWeightBits + 8);
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
                               from_page.x0 / reduction, crop.left, crop.right);
  const auto rows = taps_of(clip.top, clip.bottom, from_page.yy / px_per_mm / reduction,
                            from_page.y0 / reduction, crop.top, crop.bottom);
  const std::size_t count = kChannels * static_cast<std::size_t>(crop.right - crop.left);
  std::vector<std::uint32_t> sums(count);
  std::vector<std::uint16_t> row(count);
  std::vector<std::uint32_t> column_cover;
  for (int x = clip.left; x < clip.right; ++x) {
    column_cover.push_back(covered(x, image.box.x * px_per_mm, image.box.right() * px_per_mm));
  }
  for (int y = clip.top; y < clip.bottom; ++y) {
    mix_rows(picture, rows[static_cast<std::size_t>(y - clip.top)], crop.left, crop.right, sums,
             row);
    const std::uint32_t row_cover =
        covered(y, image.box.y * px_per_mm, image.box.bottom() * px_per_mm);
    Pixel* out = page + static_cast<std::ptrdiff_t>(y) * page_width + clip.left;
    for (std::size_t i = 0; i < columns.size(); ++i, ++out) {
      const Pixel pixel = mix_columns(row, columns[i], crop.left);
      const std::uint32_t cover = row_cover * column_cover[i] / 255;
      *out = over(cover == 255 ? pixel : times(pixel, cover), *out);
    }
  }
}

}  // namespace certpress::raster
