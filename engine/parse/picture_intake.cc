#include "picture_intake.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "decoded_picture.h"

namespace certpress::parse {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPngHead = "\x89PNG\r\n\x1A\n"sv;
constexpr std::string_view kJpegHead = "\xFF\xD8\xFF"sv;
// Known to be pictures (or a document), but of formats that are not taken.
constexpr std::array<std::string_view, 7> kOtherHeads{"GIF8"sv,  "BM"sv,   "RIFF"sv, "II*\0"sv,
                                                      "MM\0*"sv, "%PDF"sv, "<svg"sv};
constexpr std::string_view kHeifBrand = "ftyp"sv;  // at byte 4

PictureResult decode(const Bytes& bytes, Size wanted, const PictureLimits& limits) {
  const std::string_view text = bytes.text();
  if (bytes.size() > limits.mebibytes << 20U) {
    return PictureFault::kTooLarge;
  }
  if (text.starts_with(kJpegHead)) {
    return decode_jpeg(bytes.span(), wanted, limits);
  }
  if (text.starts_with(kPngHead)) {
    return decode_png(bytes.span(), limits);
  }
  const bool other = std::ranges::any_of(
      kOtherHeads, [&](std::string_view head) { return text.starts_with(head); });
  const bool heif = text.size() > 8 && text.substr(4).starts_with(kHeifBrand);
  return other || heif ? PictureFault::kUnsupported : PictureFault::kUnreadable;
}

void report(PictureFault fault, const PictureLimits& limits, const Place& place,
            Refusals& refusals) {
  switch (fault) {
    case PictureFault::kUnreadable:
      refusals.error(
          "picture/unreadable", place,
          {"the picture is damaged, cut short, or no picture", "图片已损坏、不完整，或不是图片"});
      return;
    case PictureFault::kUnsupported:
      refusals.error("picture/unsupported", place,
                     {"the picture is of a format that is not taken", "不支持该图片格式"},
                     {"give a JPEG or PNG", "请提供 JPEG 或 PNG 图片"});
      return;
    case PictureFault::kTooLarge:
      refusals.error("picture/too-large", place,
                     {fmt::format("the picture is too large: at most {} MiB, {} pixels on a side "
                                  "and {} million pixels",
                                  limits.mebibytes, limits.side, limits.megapixels),
                      fmt::format("图片过大：最大 {} MiB，边长 {} 像素，总计 {} 万像素",
                                  limits.mebibytes, limits.side, limits.megapixels * 100)});
      return;
  }
}

// EXIF orientations as the steps that make a picture upright: mirrored left to right, turned
// half round, then rows and columns exchanged.
struct Steps {
  bool mirror = false;
  bool turn = false;
  bool transpose = false;
};

Steps steps_for(int orientation) {
  switch (orientation) {
    case 2:
      return {true, false, false};
    case 3:
      return {false, true, false};
    case 4:
      return {true, true, false};
    case 5:
      return {false, false, true};
    case 6:
      return {true, true, true};
    case 7:
      return {false, true, true};
    case 8:
      return {true, false, true};
    default:
      return {};
  }
}

void make_upright(Picture& picture) {
  const Steps steps = steps_for(picture.orientation);
  if (picture.orientation != 1 && !picture.rgba.empty()) {
    const auto width = static_cast<std::size_t>(picture.pixel_width());
    const auto height = static_cast<std::size_t>(picture.pixel_height());
    const bool flip_x = steps.mirror != steps.turn;
    const bool flip_y = steps.turn;
    std::vector<std::uint8_t> upright(picture.rgba.size());
    for (std::size_t y = 0; y < height; ++y) {
      const std::size_t to_y = flip_y ? height - 1 - y : y;
      for (std::size_t x = 0; x < width; ++x) {
        const std::size_t to_x = flip_x ? width - 1 - x : x;
        const std::size_t target = steps.transpose ? to_x * height + to_y : to_y * width + to_x;
        std::copy_n(&picture.rgba[(y * width + x) * 4], 4, &upright[target * 4]);
      }
    }
    picture.rgba = std::move(upright);
  }
  if (steps.transpose) {
    std::swap(picture.width, picture.height);
  }
}

}  // namespace

bool PictureLimits::allow(std::uint64_t width, std::uint64_t height) const {
  constexpr std::uint64_t kMillion = 1'000'000;
  const auto longest = static_cast<std::uint64_t>(side);
  return width <= longest && height <= longest &&
         width * height <= static_cast<std::uint64_t>(megapixels) * kMillion;
}

std::shared_ptr<const Picture> take_in_picture(const Bytes& bytes, const Place& place,
                                               Refusals& refusals, Size wanted,
                                               const PictureLimits& limits) {
  PictureResult result = decode(bytes, wanted, limits);
  if (const auto* fault = std::get_if<PictureFault>(&result)) {
    report(*fault, limits, place, refusals);
    return nullptr;
  }
  auto& decoded = std::get<DecodedPicture>(result);
  auto picture = std::make_shared<Picture>();
  picture->format =
      bytes.text().starts_with(kJpegHead) ? PictureFormat::kJpeg : PictureFormat::kPng;
  picture->encoded = bytes;
  picture->width = decoded.width;
  picture->height = decoded.height;
  picture->rgba = std::move(decoded.rgba);
  picture->reduction = decoded.reduction;
  picture->has_alpha = decoded.has_alpha;
  picture->orientation = decoded.orientation;
  picture->components = decoded.components;
  make_upright(*picture);
  return picture;
}

}  // namespace certpress::parse
