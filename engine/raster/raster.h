// Sheet -> pixels -> PNG, JPEG, WebP, by cairo. The plain path: exact, and the measure of any
// faster one.
//
// Safe to call from many threads. The caller keeps resolutions within bounds: a page costs 4 bytes
// a pixel. What cairo or an encoder cannot do throws std::runtime_error.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "../base/versions.h"
#include "../sheet/sheet.h"

namespace certpress::raster {

// Opaque pixels, 0xffRRGGBB in host order, without padding between rows.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> data;
};

struct Resolution {
  double dpi = 0;
  int width = 0;  // pixels
  int height = 0;

  [[nodiscard]] double px_per_mm() const { return dpi / kMmPerInch; }
  // For a PNG's pHYs chunk.
  [[nodiscard]] std::uint32_t px_per_metre() const;
  bool operator==(const Resolution&) const = default;

  static Resolution from_dpi(Size page, double dpi);
  static Resolution from_width(Size page, int width_px);
};

// White paper with the sheet's base items on it: those that no record changes and nothing covers.
Pixels draw_base(const sheet::Sheet& sheet, const Resolution& resolution);
// The remaining items, over a base that draw_base made of a sheet of the same template.
void draw_rest(Pixels& pixels, const sheet::Sheet& sheet, const Resolution& resolution);

// RGB, 8 bits, with sRGB and pHYs chunks.
std::string encode_png(const Pixels& pixels, const Resolution& resolution);

// YCbCr, 8 bits, colour at full resolution, the resolution in its JFIF header in whole dpi. Quality
// 1 to 100.
std::string encode_jpeg(const Pixels& pixels, const Resolution& resolution, int quality);

inline constexpr int kMaxWebpSide = 16'383;  // pixels; the format's own limit

// Lossy, with the resolution in an Exif chunk. Quality 1 to 100.
std::string encode_webp(const Pixels& pixels, const Resolution& resolution, int quality);

// Of the libraries that draw and encode.
LibraryVersions library_versions();
// Names the code and the libraries that decide about pixels and bytes.
std::string drawing_revision();

}  // namespace certpress::raster
