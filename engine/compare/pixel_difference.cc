// Two pictures, pixel by pixel: how many differ perceptibly, and how large the largest spot is.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>

#include "certpress/bytes.h"
#include "certpress/compare.h"

#include "../base/picture.h"
#include "../base/refusals.h"
#include "../parse/picture_intake.h"
#include "../raster/raster.h"

namespace certpress {

namespace {

constexpr std::size_t kListedBlobs = 20;

std::shared_ptr<const Picture> decoded(std::string_view png, const char* name) {
  Refusals refusals;
  Place place;
  place.file = name;
  auto picture = parse::take_in_picture(Bytes::from_string(std::string(png)), place, refusals,
                                        parse::kEveryPixel);
  refusals.throw_if_any();
  return picture;
}

struct Rgb {
  double red;
  double green;
  double blue;
};

// On white paper, as alpha is shown.
Rgb rgb_at(const Picture& picture, std::size_t pixel) {
  const std::uint8_t* at = picture.rgba.data() + 4 * pixel;
  const double alpha = at[3] / 255.0;
  const auto over_white = [&](std::uint8_t value) { return 255 + (value - 255) * alpha; };
  return {over_white(at[0]), over_white(at[1]), over_white(at[2])};
}

// The distance of Kotsarenko and Ramos (see compare.h), as a share of that of black and white. The
// root makes it grow in proportion to a difference of channels.
double distance(const Rgb& a, const Rgb& b) {
  const double red = a.red - b.red;
  const double green = a.green - b.green;
  const double blue = a.blue - b.blue;
  const double y = red * 0.29889531 + green * 0.58662247 + blue * 0.11448223;
  const double i = red * 0.59597799 - green * 0.27417610 - blue * 0.32180189;
  const double q = red * 0.21147017 - green * 0.52261711 + blue * 0.31114694;
  constexpr double kGreatest = 35215;
  return std::sqrt((0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q) / kGreatest);
}

// A picture's pixels that differ perceptibly, and the groups of them that touch.
class Mask {
 public:
  Mask(int width, int height)
      : width_(width),
        height_(height),
        set_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), false) {}

  void set(std::size_t pixel) { set_[pixel] = true; }
  [[nodiscard]] bool at(std::size_t pixel) const { return set_[pixel]; }

  struct Blob {
    std::int64_t pixels = 0;
    Area box;
  };

  // Pixels touch at their edges and corners. Takes the mask apart.
  std::vector<Blob> take_blobs() {
    std::vector<Blob> blobs;
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        if (take(x, y)) {
          blobs.push_back(flood(x, y));
        }
      }
    }
    std::ranges::sort(blobs, std::ranges::greater(), &Blob::pixels);
    return blobs;
  }

 private:
  bool take(int x, int y) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
      return false;
    }
    const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                       static_cast<std::size_t>(x);
    const bool was_set = set_[pixel];
    set_[pixel] = false;
    return was_set;
  }

  Blob flood(int start_x, int start_y) {
    int left = start_x;
    int right = start_x;
    int top = start_y;
    int bottom = start_y;
    Blob blob;
    std::vector<std::array<int, 2>> waiting{{start_x, start_y}};
    while (!waiting.empty()) {
      const auto [x, y] = waiting.back();
      waiting.pop_back();
      ++blob.pixels;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          if (take(x + dx, y + dy)) {
            waiting.push_back({x + dx, y + dy});
          }
        }
      }
    }
    blob.box = {static_cast<double>(left), static_cast<double>(top),
                static_cast<double>(right - left + 1), static_cast<double>(bottom - top + 1)};
    return blob;
  }

  int width_;
  int height_;
  std::vector<bool> set_;
};

bool same_size(const Picture& a, const Picture& b) {
  return a.width == b.width && a.height == b.height;
}

std::vector<bool> pixels_in(const std::vector<Area>& areas, const Picture& picture) {
  const auto width = static_cast<std::size_t>(picture.width);
  std::vector<bool> inside(areas.empty() ? 0 : width * static_cast<std::size_t>(picture.height));
  const auto clamped = [](double value, int most) {
    return static_cast<std::size_t>(std::clamp(value, 0.0, static_cast<double>(most)));
  };
  for (const Area& area : areas) {
    const std::size_t right = clamped(std::ceil(area.x + area.width), picture.width);
    const std::size_t bottom = clamped(std::ceil(area.y + area.height), picture.height);
    for (std::size_t y = clamped(std::floor(area.y), picture.height); y < bottom; ++y) {
      for (std::size_t x = clamped(std::floor(area.x), picture.width); x < right; ++x) {
        inside[y * width + x] = true;
      }
    }
  }
  return inside;
}

}  // namespace

PixelDifference compare_pictures(std::string_view png_before, std::string_view png_after,
                                 double threshold, const std::vector<Area>& ignored) {
  PixelDifference out;
  if (png_before == png_after) {
    return out;
  }
  const auto before = decoded(png_before, "before");
  const auto after = decoded(png_after, "after");
  out.same_size = same_size(*before, *after);
  if (!out.same_size || before->rgba == after->rgba) {
    return out;
  }
  const std::vector<bool> left_out = pixels_in(ignored, *after);
  Mask mask(after->width, after->height);
  for (std::size_t pixel = 0; pixel < after->rgba.size() / 4; ++pixel) {
    const auto offset = static_cast<std::ptrdiff_t>(4 * pixel);
    if (std::equal(before->rgba.begin() + offset, before->rgba.begin() + offset + 4,
                   after->rgba.begin() + offset) ||
        (!left_out.empty() && left_out[pixel])) {
      continue;
    }
    ++out.differing;
    const double by = distance(rgb_at(*before, pixel), rgb_at(*after, pixel));
    out.greatest = std::max(out.greatest, by);
    if (by > threshold) {
      ++out.perceptible;
      mask.set(pixel);
    }
  }
  const auto blobs = mask.take_blobs();
  out.largest_blob = blobs.empty() ? 0 : blobs.front().pixels;
  for (std::size_t i = 0; i < std::min(blobs.size(), kListedBlobs); ++i) {
    out.blobs.push_back(blobs[i].box);
  }
  return out;
}

std::string difference_picture(std::string_view png_before, std::string_view png_after,
                               double threshold) {
  const auto before = decoded(png_before, "before");
  const auto after = decoded(png_after, "after");
  const bool comparable = same_size(*before, *after);
  raster::Pixels pixels{after->width, after->height, {}};
  pixels.data.reserve(after->rgba.size() / 4);
  for (std::size_t pixel = 0; pixel < after->rgba.size() / 4; ++pixel) {
    const Rgb now = rgb_at(*after, pixel);
    if (!comparable || distance(rgb_at(*before, pixel), now) > threshold) {
      pixels.data.push_back(0xffd0021bU);
      continue;
    }
    // A third of the ink is left, so that red stands out.
    const double luminance = 0.299 * now.red + 0.587 * now.green + 0.114 * now.blue;
    const auto grey = static_cast<std::uint32_t>(std::lround(255 - (255 - luminance) / 3));
    pixels.data.push_back(0xff000000U | grey << 16U | grey << 8U | grey);
  }
  constexpr double kScreenDpi = 96;
  return raster::encode_png(pixels, {kScreenDpi, after->width, after->height});
}

}  // namespace certpress
