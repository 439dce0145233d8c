#include "image.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>
#include <png.h>
#include <spng.h>

#include "places.h"

namespace certpress::tests {

Rgb PixelImage::at(int x, int y) const {
  const auto i = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x));
  return {rgb.at(i), rgb.at(i + 1), rgb.at(i + 2)};
}

int PixelImage::darkness(int x, int y) const {
  const Rgb pixel = at(x, y);
  return 255 - (pixel.red + pixel.green + pixel.blue) / 3;
}

void PixelImage::set_white(int x, int y) {
  const auto i = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x));
  std::fill_n(rgb.begin() + static_cast<std::ptrdiff_t>(i), 3, std::uint8_t{255});
}

PixelImage decode_png(const std::string& bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    throw std::runtime_error(std::string("not a PNG: ") + image.message);
  }
  image.format = PNG_FORMAT_RGB;
  PixelImage out;
  out.width = static_cast<int>(image.width);
  out.height = static_cast<int>(image.height);
  out.rgb.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, out.rgb.data(), 0, nullptr) == 0) {
    throw std::runtime_error(std::string("broken PNG: ") + image.message);
  }
  return out;
}

PixelImage decode_png_strictly(const std::string& bytes) {
  const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(spng_ctx_new(0), spng_ctx_free);
  spng_ihdr header{};
  std::size_t size = 0;
  spng_set_crc_action(context.get(), SPNG_CRC_ERROR, SPNG_CRC_ERROR);
  if (spng_set_png_buffer(context.get(), bytes.data(), bytes.size()) != 0 ||
      spng_get_ihdr(context.get(), &header) != 0 ||
      spng_decoded_image_size(context.get(), SPNG_FMT_RGB8, &size) != 0) {
    throw std::runtime_error("not a PNG");
  }
  PixelImage out;
  out.width = static_cast<int>(header.width);
  out.height = static_cast<int>(header.height);
  out.rgb.resize(size);
  if (const int error = spng_decode_image(context.get(), out.rgb.data(), size, SPNG_FMT_RGB8, 0);
      error != 0 || spng_decode_chunks(context.get()) != 0) {
    throw std::runtime_error(std::string("broken PNG: ") + spng_strerror(error));
  }
  return out;
}

PixelImage read_png(const std::string& path) { return decode_png(read_file(path)); }

Difference difference(const PixelImage& a, const PixelImage& b) {
  if (a.width != b.width || a.height != b.height) {
    return {255, 255};
  }
  Difference out;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    const int d = std::abs(static_cast<int>(a.rgb[i]) - static_cast<int>(b.rgb[i]));
    out.most = std::max(out.most, d);
    sum += d;
  }
  out.mean = static_cast<double>(sum) / static_cast<double>(a.rgb.size());
  return out;
}

double mean_difference(const PixelImage& a, const PixelImage& b) {
  if (std::abs(a.width - b.width) > 1 || std::abs(a.height - b.height) > 1) {
    throw std::runtime_error("pictures of different sizes");
  }
  const int width = std::min(a.width, b.width);
  const int height = std::min(a.height, b.height);
  double sum = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Rgb p = a.at(x, y);
      const Rgb q = b.at(x, y);
      sum += std::abs(p.red - q.red) + std::abs(p.green - q.green) + std::abs(p.blue - q.blue);
    }
  }
  return sum / 3 / width / height;
}

double worst_square(const PixelImage& a, const PixelImage& b, int side) {
  double worst = 0;
  const int width = std::min(a.width, b.width);
  const int height = std::min(a.height, b.height);
  for (int top = 0; top + side <= height; top += side / 2) {
    for (int left = 0; left + side <= width; left += side / 2) {
      double ink_a = 0;
      double ink_b = 0;
      for (int y = top; y < top + side; ++y) {
        for (int x = left; x < left + side; ++x) {
          ink_a += a.darkness(x, y);
          ink_b += b.darkness(x, y);
        }
      }
      worst = std::max(worst, std::abs(ink_a - ink_b) / side / side);
    }
  }
  return worst;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string test_folder() {
  const auto* info = testing::UnitTest::GetInstance()->current_test_info();
  std::string name = std::string(info->test_suite_name()) + "." + info->name();
  std::ranges::replace(name, '/', '-');
  const std::filesystem::path folder =
      std::filesystem::path(CERTPRESS_BUILD_DIR) / "tests-out" / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder.string();
}

}  // namespace certpress::tests
