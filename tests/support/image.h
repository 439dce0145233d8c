// Pictures in tests: reading what was rendered, and measuring it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace certpress::tests {

struct Rgb {
  int red = 0;
  int green = 0;
  int blue = 0;
};

struct PixelImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;  // 3 bytes a pixel

  [[nodiscard]] Rgb at(int x, int y) const;
  [[nodiscard]] int darkness(int x, int y) const;  // 0 white to 255 black
  void set_white(int x, int y);
  bool operator==(const PixelImage&) const = default;
};

// Throws std::runtime_error when the bytes are no PNG.
PixelImage decode_png(const std::string& bytes);
// The same by libspng, which shares no code with libpng and takes a wrong checksum for an error.
PixelImage decode_png_strictly(const std::string& bytes);
PixelImage read_png(const std::string& path);

// The largest difference of a channel, and the mean over all pixels and channels, 0 to 255.
// Pictures of different sizes differ by 255.
struct Difference {
  int most = 0;
  double mean = 0;
};
Difference difference(const PixelImage& a, const PixelImage& b);

// The mean over all pixels and channels of the absolute difference, 0 to 255. Both must be of one
// size, give or take one pixel at the right and lower edges.
double mean_difference(const PixelImage& a, const PixelImage& b);

// Mean ink of a square of `side` pixels, where it differs most: 0 to 255. Not a mean of
// differences, for an edge that is shared out otherwise among pixels has the same ink.
double worst_square(const PixelImage& a, const PixelImage& b, int side);

// A whole file as bytes; throws when it cannot be read.
std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

// A folder of its own for the running test, empty, below the build folder.
std::string test_folder();

}  // namespace certpress::tests
