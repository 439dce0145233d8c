// Pictures of every make end as upright RGBA; broken and hostile ones end in a diagnostic.
#include "parse/picture_intake.h"

#include <array>
#include <chrono>
#include <cstdlib>

#include <gtest/gtest.h>

#include "encode_picture.h"
#include "read_record.h"

namespace certpress::parse {

namespace {

using Pixel = std::array<int, 4>;

struct Taken {
  std::shared_ptr<const Picture> picture;
  std::string error;  // its code
};

Taken take(std::string bytes, Size wanted = kEveryPixel) {
  Refusals refusals;
  Place place;
  place.pointer = "/photo";
  Taken out;
  out.picture = take_in_picture(Bytes::from_string(std::move(bytes)), place, refusals, wanted);
  for (const Diagnostic& diagnostic : refusals.take()) {
    EXPECT_EQ(diagnostic.place.pointer, "/photo");
    out.error = diagnostic.code;
  }
  EXPECT_EQ(out.picture == nullptr, !out.error.empty());
  return out;
}

Pixel pixel(const Picture& picture, int x, int y) {
  const auto at = static_cast<std::size_t>(y * picture.pixel_width() + x) * 4;
  return {picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2], picture.rgba[at + 3]};
}

bool is_near(const Pixel& a, const Pixel& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a.at(i) - b.at(i)) > 6) {
      return false;
    }
  }
  return true;
}

constexpr Pixel kRed{255, 0, 0, 255};
constexpr Pixel kGreen{0, 255, 0, 255};
constexpr Pixel kBlue{0, 0, 255, 255};
constexpr Pixel kWhite{255, 255, 255, 255};

// 32 x 16, of four quarters: red, green above blue, white.
JpegRecipe quarters() {
  JpegRecipe recipe;
  recipe.width = 32;
  recipe.height = 16;
  for (unsigned y = 0; y < recipe.height; ++y) {
    for (unsigned x = 0; x < recipe.width; ++x) {
      const Pixel& colour = y < 8 ? (x < 16 ? kRed : kGreen) : (x < 16 ? kBlue : kWhite);
      for (std::size_t channel = 0; channel < 3; ++channel) {
        recipe.samples.push_back(static_cast<std::uint8_t>(colour.at(channel)));
      }
    }
  }
  return recipe;
}

// The quarters of a picture from the top left, row by row, and its size.
struct Seen {
  int width;
  std::array<Pixel, 4> quarters;
};
Seen look(const Picture& picture) {
  const int right = picture.width - 3;
  const int bottom = picture.height - 3;
  return {picture.width,
          {pixel(picture, 2, 2), pixel(picture, right, 2), pixel(picture, 2, bottom),
           pixel(picture, right, bottom)}};
}

std::string with_number(std::string bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[at + i] = static_cast<char>(number >> (24 - 8 * i) & 0xFFU);
  }
  return bytes;
}

PngRecipe tiny_png(int bit_depth, int color_type, std::vector<std::uint8_t> samples) {
  PngRecipe recipe;
  recipe.width = 2;
  recipe.height = 1;
  recipe.bit_depth = bit_depth;
  recipe.color_type = color_type;
  recipe.samples = std::move(samples);
  return recipe;
}

}  // namespace

TEST(JpegIntake, KeepsTheEncodedBytesAndDecodesThem) {
  const std::string bytes = encode_jpeg(quarters());
  const Taken taken = take(bytes);
  ASSERT_TRUE(taken.picture);
  EXPECT_EQ(taken.picture->encoded.text(), bytes);
  EXPECT_EQ(taken.picture->format, PictureFormat::kJpeg);
  EXPECT_EQ(taken.picture->width, 32);
  EXPECT_EQ(taken.picture->height, 16);
  EXPECT_EQ(taken.picture->rgba.size(), 32U * 16 * 4);
  EXPECT_EQ(taken.picture->components, 3);
  EXPECT_EQ(taken.picture->orientation, 1);
  EXPECT_FALSE(taken.picture->has_alpha);
  EXPECT_TRUE(is_near(pixel(*taken.picture, 2, 2), kRed));
}

// Where the quarters must stand, by the definition of the tag in EXIF 2.3.
TEST(JpegIntake, TurnsEveryOrientationUpright) {
  const std::array<std::array<Pixel, 4>, 8> expected{{
      {kRed, kGreen, kBlue, kWhite},  // 1: the 0th row is the top, the 0th column the left
      {kGreen, kRed, kWhite, kBlue},  // 2: top, right
      {kWhite, kBlue, kGreen, kRed},  // 3: bottom, right
      {kBlue, kWhite, kRed, kGreen},  // 4: bottom, left
      {kRed, kBlue, kGreen, kWhite},  // 5: left, top
      {kBlue, kRed, kWhite, kGreen},  // 6: right, top
      {kWhite, kGreen, kBlue, kRed},  // 7: right, bottom
      {kGreen, kWhite, kRed, kBlue},  // 8: left, bottom
  }};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool big_endian : {false, true}) {
      JpegRecipe recipe = quarters();
      recipe.orientation = orientation;
      recipe.big_endian = big_endian;
      const Taken taken = take(encode_jpeg(recipe));
      ASSERT_TRUE(taken.picture) << orientation;
      EXPECT_EQ(taken.picture->orientation, orientation);
      const Seen seen = look(*taken.picture);
      EXPECT_EQ(seen.width, orientation < 5 ? 32 : 16) << orientation;
      for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(is_near(seen.quarters.at(i),
                            expected.at(static_cast<std::size_t>(orientation - 1)).at(i)))
            << orientation << " quarter " << i;
      }
    }
  }
}

TEST(JpegIntake, TakesNonsenseInExifForUpright) {
  JpegRecipe recipe = quarters();
  recipe.orientation = 9;
  EXPECT_EQ(take(encode_jpeg(recipe)).picture->orientation, 1);
  recipe.orientation = 6;
  std::string bytes = encode_jpeg(recipe);
  const std::size_t tiff = bytes.find("II*");
  EXPECT_EQ(take(bytes).picture->orientation, 6);
  for (const char offset : {'\x04', '\x7F', '\xFF'}) {  // of the directory
    bytes[tiff + 4] = offset;
    bytes[tiff + 7] = offset;
    EXPECT_EQ(take(bytes).picture->orientation, 1);
  }
}

TEST(JpegIntake, TakesGreyAndProgressive) {
  JpegRecipe grey;
  grey.width = 16;
  grey.height = 16;
  grey.components = 1;
  grey.samples.assign(256, 100);
  const Taken taken = take(encode_jpeg(grey));
  ASSERT_TRUE(taken.picture);
  EXPECT_EQ(taken.picture->components, 1);
  EXPECT_TRUE(is_near(pixel(*taken.picture, 3, 3), {100, 100, 100, 255}));
  JpegRecipe progressive = quarters();
  progressive.progressive = true;
  const Taken scans = take(encode_jpeg(progressive));
  ASSERT_TRUE(scans.picture);
  EXPECT_TRUE(is_near(pixel(*scans.picture, 2, 2), kRed));
}

TEST(JpegIntake, TurnsCmykIntoRgb) {
  const auto cmyk = [](std::array<std::uint8_t, 4> ink, bool adobe, bool ycck) {
    JpegRecipe recipe;
    recipe.width = 16;
    recipe.height = 16;
    recipe.components = 4;
    recipe.adobe = adobe;
    recipe.ycck = ycck;
    for (int i = 0; i < 256; ++i) {
      recipe.samples.insert(recipe.samples.end(), ink.begin(), ink.end());
    }
    const Taken taken = take(encode_jpeg(recipe));
    EXPECT_TRUE(taken.picture);
    EXPECT_EQ(taken.picture->components, 4);
    return pixel(*taken.picture, 5, 5);
  };
  EXPECT_TRUE(is_near(cmyk({0, 255, 255, 0}, false, false), kRed));
  EXPECT_TRUE(is_near(cmyk({255, 0, 0, 255}, true, false), kRed));  // Adobe: 255 is no ink
  EXPECT_TRUE(is_near(cmyk({255, 0, 0, 255}, true, true), kRed));
  EXPECT_TRUE(is_near(cmyk({0, 0, 0, 0}, false, false), kWhite));
  EXPECT_TRUE(is_near(cmyk({0, 0, 0, 255}, false, false), {0, 0, 0, 255}));
  EXPECT_TRUE(is_near(cmyk({255, 255, 255, 128}, true, false), {128, 128, 128, 255}));
}

TEST(JpegIntake, DecodesNoMorePixelsThanAreWanted) {
  const std::string bytes = encode_jpeg(quarters());
  const auto taken = [&](Size wanted) { return *take(bytes, wanted).picture; };
  EXPECT_EQ(taken({17, 8}).reduction, 1);
  EXPECT_EQ(taken({16, 9}).reduction, 1);
  EXPECT_EQ(taken({16, 8}).reduction, 2);
  EXPECT_EQ(taken({8.5, 4}).reduction, 2);
  EXPECT_EQ(taken({4, 2}).reduction, 8);
  const Picture half = taken({16, 8});
  EXPECT_EQ(half.width, 32);
  EXPECT_EQ(half.pixel_width(), 16);
  EXPECT_EQ(half.rgba.size(), 16U * 8 * 4);
  EXPECT_TRUE(is_near(pixel(half, 3, 1), kRed));
  EXPECT_TRUE(is_near(pixel(half, 12, 6), kWhite));
  EXPECT_TRUE(taken({0, 0}).rgba.empty());
}

TEST(JpegIntake, TurnsWhatItReduced) {
  JpegRecipe recipe = quarters();
  recipe.orientation = 6;  // 16 x 32, upright: blue, red above white, green
  const Picture picture = *take(encode_jpeg(recipe), {8, 16}).picture;
  EXPECT_EQ(picture.reduction, 2);
  EXPECT_EQ(picture.pixel_height(), 16);
  EXPECT_TRUE(is_near(pixel(picture, 1, 3), kBlue));
  EXPECT_TRUE(is_near(pixel(picture, 6, 12), kGreen));
}

TEST(JpegIntake, KeepsEveryPixelOfCmyk) {
  JpegRecipe recipe;
  recipe.width = 16;
  recipe.height = 16;
  recipe.components = 4;
  recipe.samples.assign(1024, 0);
  EXPECT_EQ(take(encode_jpeg(recipe), {}).picture->rgba.size(), 1024U);
}

TEST(JpegIntake, RefusesTruncatedFilesAtEveryLength) {
  for (const bool progressive : {false, true}) {
    JpegRecipe recipe = quarters();
    recipe.progressive = progressive;
    const std::string bytes = encode_jpeg(recipe);
    // Without the two bytes of the end marker nothing is lost, but the file is cut all the same.
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      EXPECT_EQ(take(bytes.substr(0, length)).error, "picture/unreadable") << length;
      EXPECT_EQ(take(bytes.substr(0, length), {}).error, "picture/unreadable") << length;
    }
  }
}

TEST(JpegIntake, JudgesTheSizeFromTheHeader) {
  std::string bytes = encode_jpeg(quarters());
  const std::size_t frame = bytes.find("\xFF\xC0");
  const auto with_size = [&](unsigned height, unsigned width) {
    return with_number(bytes, frame + 5, height << 16U | width);
  };
  EXPECT_EQ(take(with_size(60000, 60000)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(65535, 65535)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(1, 12001)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(5001, 5000)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(5000, 5000)).error, "picture/unreadable");  // no data for it
}

TEST(JpegIntake, BoundsTheScansOfAProgressiveFile) {
  JpegRecipe recipe = quarters();
  recipe.repeatable_scans = true;
  const std::string bytes = encode_jpeg(recipe);
  // The last scan of all, again and again before the end of the image.
  const std::size_t scan = bytes.rfind("\xFF\xDA");
  const std::string last = bytes.substr(scan, bytes.size() - 2 - scan);
  const auto repeated = [&](int times) {
    std::string out = bytes.substr(0, bytes.size() - 2);
    for (int i = 0; i < times; ++i) {
      out += last;
    }
    return out + "\xFF\xD9";
  };
  EXPECT_TRUE(take(repeated(5)).picture);
  EXPECT_EQ(take(repeated(50)).error, "picture/unreadable");
}

TEST(PngIntake, TakesEveryKindOfPixel) {
  const auto pixels = [](const PngRecipe& recipe) {
    const Taken taken = take(encode_png(recipe));
    EXPECT_TRUE(taken.picture) << recipe.bit_depth << " " << recipe.color_type;
    return std::pair(pixel(*taken.picture, 0, 0), pixel(*taken.picture, 1, 0));
  };
  const Pixel black{0, 0, 0, 255};
  EXPECT_EQ(pixels(tiny_png(1, 0, {0b01000000})), std::pair(black, kWhite));
  EXPECT_EQ(pixels(tiny_png(2, 0, {0b01100000})),
            std::pair(Pixel({85, 85, 85, 255}), Pixel({170, 170, 170, 255})));
  EXPECT_EQ(pixels(tiny_png(4, 0, {0x0F})), std::pair(black, kWhite));
  EXPECT_EQ(pixels(tiny_png(8, 0, {7, 255})), std::pair(Pixel({7, 7, 7, 255}), kWhite));
  EXPECT_EQ(pixels(tiny_png(16, 0, {0x80, 0x80, 0xFF, 0xFF})),
            std::pair(Pixel({128, 128, 128, 255}), kWhite));
  EXPECT_EQ(pixels(tiny_png(8, 2, {255, 0, 0, 0, 255, 0})), std::pair(kRed, kGreen));
  EXPECT_EQ(pixels(tiny_png(16, 2, {255, 255, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0})),
            std::pair(kRed, kGreen));
  EXPECT_EQ(pixels(tiny_png(8, 4, {9, 128, 255, 0})),
            std::pair(Pixel({9, 9, 9, 128}), Pixel({255, 255, 255, 0})));
  EXPECT_EQ(pixels(tiny_png(8, 6, {1, 2, 3, 4, 5, 6, 7, 8})),
            std::pair(Pixel({1, 2, 3, 4}), Pixel({5, 6, 7, 8})));
  for (const int depth : {1, 2, 4, 8}) {
    PngRecipe palette = tiny_png(
        depth, 3,
        depth == 8 ? std::vector<std::uint8_t>{0, 1}
                   : std::vector<std::uint8_t>{static_cast<std::uint8_t>(1U << (8 - 2 * depth))});
    palette.palette = {255, 0, 0, 0, 255, 0};
    EXPECT_EQ(pixels(palette), std::pair(kRed, kGreen)) << depth;
    palette.palette_alpha = {10};
    EXPECT_EQ(pixels(palette), std::pair(Pixel({255, 0, 0, 10}), kGreen)) << depth;
  }
}

TEST(PngIntake, SaysWhetherThereIsAlphaAndColour) {
  PngRecipe grey = tiny_png(8, 0, {7, 255});
  EXPECT_FALSE(take(encode_png(grey)).picture->has_alpha);
  EXPECT_EQ(take(encode_png(grey)).picture->components, 1);
  grey.transparent_grey = 7;
  const auto picture = take(encode_png(grey)).picture;
  EXPECT_TRUE(picture->has_alpha);
  EXPECT_EQ(pixel(*picture, 0, 0), Pixel({7, 7, 7, 0}));
  EXPECT_EQ(pixel(*picture, 1, 0), kWhite);
  EXPECT_EQ(take(encode_png(tiny_png(8, 2, {255, 0, 0, 0, 255, 0}))).picture->components, 3);
}

TEST(PngIntake, TakesInterlaced) {
  PngRecipe recipe;
  recipe.width = 9;
  recipe.height = 9;
  for (std::uint8_t i = 0; i < 81; ++i) {
    recipe.samples.insert(recipe.samples.end(), {i, static_cast<std::uint8_t>(2 * i), 0});
  }
  recipe.interlaced = true;
  const auto picture = take(encode_png(recipe)).picture;
  ASSERT_TRUE(picture);
  EXPECT_EQ(pixel(*picture, 4, 5), Pixel({49, 98, 0, 255}));
}

TEST(PngIntake, RefusesTruncatedFilesAtEveryLength) {
  const std::string bytes = encode_png(tiny_png(8, 6, {1, 2, 3, 4, 5, 6, 7, 8}));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(take(bytes.substr(0, length)).error, "picture/unreadable") << length;
  }
}

TEST(PngIntake, RefusesEveryBitThatTheChecksumsCover) {
  const std::string bytes = encode_png(tiny_png(8, 6, {1, 2, 3, 4, 5, 6, 7, 8}));
  for (std::size_t at = 24; at < bytes.size(); ++at) {  // behind the size in the header
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    EXPECT_EQ(take(changed).error, "picture/unreadable") << at;
  }
}

TEST(PngIntake, JudgesTheSizeFromTheHeader) {
  const std::string bytes = encode_png(tiny_png(8, 6, {1, 2, 3, 4, 5, 6, 7, 8}));
  const auto with_size = [&](std::uint32_t width, std::uint32_t height) {
    return with_number(with_number(bytes, 16, width), 20, height);
  };
  EXPECT_EQ(take(with_size(60000, 60000)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(0xFFFFFFFF, 0xFFFFFFFF)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(12001, 1)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(5001, 5000)).error, "picture/too-large");
  EXPECT_EQ(take(with_size(0, 1)).error, "picture/unreadable");
}

TEST(PictureIntake, TellsOtherFormatsFromJunk) {
  using std::string_literals::operator""s;
  for (const std::string& head :
       {"GIF89a"s, "BM\x01\x02"s, "RIFF....WEBPVP8 "s, "II*\0"s, "MM\0*"s, "%PDF-1.7"s,
        "\0\0\0\x18"
        "ftypheic"s,
        "<svg/>"s}) {
    EXPECT_EQ(take(head).error, "picture/unsupported") << head;
  }
  for (const std::string& junk : {""s, "x"s, "\0\0\0\0"s, "\xFF\xD8"s, "\x89PNG"s, "hello"s}) {
    EXPECT_EQ(take(junk).error, "picture/unreadable") << junk;
  }
}

TEST(PictureIntake, RefusesTooManyBytesUnseen) {
  EXPECT_EQ(take(std::string((kPictureLimits.mebibytes << 20U) + 1, 'x')).error,
            "picture/too-large");
}

TEST(PictureIntake, TakesThePhotoOfARecordFromADataUriOrAPath) {
  const std::string png = encode_png(tiny_png(8, 2, {255, 0, 0, 0, 255, 0}));
  model::Template of;
  of.fields = {field_of("photo", "照片", model::Kind::kImage)};
  RecordInput input;
  input.json = R"({"photo": "a/b.png"})";
  input.pictures = [&](std::string_view path) {
    return path == "a/b.png" ? std::optional(Bytes::from_string(png)) : std::nullopt;
  };
  const auto width = [&](const RecordInput& given) {
    const ReadRecord read = parse::read(of, given);
    const auto* value = read.record ? read.record->value(0) : nullptr;
    return value != nullptr ? std::get<std::shared_ptr<const Picture>>(*value)->width : 0;
  };
  EXPECT_EQ(width(input), 2);
  // A PNG of one pixel grey, by hand; and the path form again without a resolver.
  input.pictures = nullptr;
  EXPECT_EQ(width(input), 0);
  input.json =
      R"({"照片": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="})";
  EXPECT_EQ(width(input), 1);
}

}  // namespace certpress::parse
