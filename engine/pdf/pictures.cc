#include "pictures.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "../canvas/picture_surface.h"

namespace certpress::pdf {

namespace {

// A stored picture's square, y downwards -> the upright one's (EXIF 2.3, 4.6.4 A, Orientation).
Transform upright_from_stored(int orientation) {
  switch (orientation) {
    case 1:
      return {1, 0, 0, 1, 0, 0};
    case 2:
      return {-1, 0, 0, 1, 1, 0};
    case 3:
      return {-1, 0, 0, -1, 1, 1};
    case 4:
      return {1, 0, 0, -1, 0, 1};
    case 5:
      return {0, 1, 1, 0, 0, 0};
    case 6:
      return {0, 1, -1, 0, 1, 0};
    case 7:
      return {0, -1, -1, 0, 1, 1};
    case 8:
      return {0, -1, 1, 0, 0, 1};
    default:
      throw std::logic_error("an EXIF orientation is 1 to 8");
  }
}

bool passes_through(const Picture& picture) {
  return picture.format == PictureFormat::kJpeg && picture.components != 4;
}

// The whole pixels that are looked at: what was cropped away stays out of the file.
Rect shown_part(const sheet::Image& image) {
  const canvas::PixelCrop crop = canvas::shown_pixels(image);
  return {static_cast<double>(crop.left), static_cast<double>(crop.top),
          static_cast<double>(crop.right - crop.left), static_cast<double>(crop.bottom - crop.top)};
}

std::string size_entries(int width, int height) {
  return fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 8",
                     width, height);
}

void write_jpeg(const Picture& picture, int number, Objects& objects) {
  const bool turned = picture.orientation >= 5;
  objects.add_stream(number,
                     size_entries(turned ? picture.height : picture.width,
                                  turned ? picture.width : picture.height) +
                         fmt::format(" /ColorSpace /{} /Filter /DCTDecode",
                                     picture.components == 1 ? "DeviceGray" : "DeviceRGB"),
                     picture.encoded.text());
}

void write_pixels(const Picture& picture, const Rect& pixels, int number, Objects& objects) {
  const auto width = static_cast<std::size_t>(pixels.width);
  const auto height = static_cast<std::size_t>(pixels.height);
  std::string colors;
  std::string alphas;
  colors.reserve(3 * width * height);
  alphas.reserve(width * height);
  for (std::size_t y = 0; y < height; ++y) {
    const std::uint8_t* in =
        picture.rgba.data() +
        4 * ((static_cast<std::size_t>(pixels.y) + y) * static_cast<std::size_t>(picture.width) +
             static_cast<std::size_t>(pixels.x));
    for (std::size_t x = 0; x < width; ++x, in += 4) {
      colors.append(reinterpret_cast<const char*>(in), 3);
      alphas += static_cast<char>(in[3]);
    }
  }
  const std::string entries =
      size_entries(static_cast<int>(pixels.width), static_cast<int>(pixels.height));
  std::string mask;
  if (picture.has_alpha) {
    const int alpha = objects.reserve();
    objects.add_deflated(alpha, entries + " /ColorSpace /DeviceGray", alphas);
    mask = fmt::format(" /SMask {} 0 R", alpha);
  }
  objects.add_deflated(number, entries + " /ColorSpace /DeviceRGB" + mask, colors);
}

}  // namespace

Transform EmbeddedPicture::placed(const sheet::Image& image) const {
  const double sx = image.box.width / image.source.width;
  const double sy = image.box.height / image.source.height;
  constexpr Transform kTopDown{1, 0, 0, -1, 0, 1};
  return kTopDown.then(upright_from_stored(orientation))
      .then({pixels.width * sx, 0, 0, pixels.height * sy,
             image.box.x + (pixels.x - image.source.x) * sx,
             image.box.y + (pixels.y - image.source.y) * sy});
}

EmbeddedPicture EmbeddedPictures::embed(const sheet::Image& image, Objects& objects) {
  const Picture& picture = *image.picture;
  const bool whole = passes_through(picture);
  const Rect pixels =
      whole ? Rect{0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)}
            : shown_part(image);
  const auto known = std::ranges::find_if(embedded_, [&](const EmbeddedPicture& other) {
    return other.picture == &picture && other.pixels.contains(pixels);
  });
  if (known != embedded_.end()) {
    return *known;
  }
  const EmbeddedPicture fresh{&picture, objects.reserve(), pixels, whole ? picture.orientation : 1};
  if (whole) {
    write_jpeg(picture, fresh.number, objects);
  } else {
    write_pixels(picture, pixels, fresh.number, objects);
  }
  embedded_.push_back(fresh);
  return fresh;
}

}  // namespace certpress::pdf
