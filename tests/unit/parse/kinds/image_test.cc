// Kind image: how a record may give a picture. What a picture may be is picture_intake_test's.
#include <gtest/gtest.h>

#include "../encode_picture.h"
#include "../read_record.h"
#include "parse/picture_intake.h"

namespace certpress::parse {

namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += at + i > bytes.size() ? '=' : kAlphabet[bits >> (18 - 6 * i) & 63U];
    }
  }
  return out;
}

std::string png(int color_type, std::vector<std::uint8_t> samples) {
  PngRecipe recipe;
  recipe.width = 2;
  recipe.height = 1;
  recipe.color_type = color_type;
  recipe.samples = std::move(samples);
  return encode_png(recipe);
}

std::string jpeg(bool progressive) {
  JpegRecipe recipe;
  recipe.width = 2;
  recipe.height = 1;
  recipe.samples = {255, 0, 0, 0, 0, 255};
  recipe.progressive = progressive;
  return encode_jpeg(recipe);
}

const std::string kPng = png(2, {255, 0, 0, 0, 0, 255});

// The record's value of a field of kind image; every path named below "pictures/" or as here is
// one.
ReadRecord read_picture(const std::string& json, bool with_paths = true) {
  model::Template of;
  of.fields = {field_of("f", "照片", model::Kind::kImage)};
  RecordInput input;
  input.json = "{\"f\": " + json + "}";
  if (with_paths) {
    input.pictures = [](std::string_view path) {
      return path.ends_with(".png") && !path.starts_with("missing")
                 ? std::optional(Bytes::from_string(kPng))
             : path.ends_with(".txt") ? std::optional(Bytes::from_string("no picture"))
                                      : std::nullopt;
    };
  }
  return read(of, input);
}

std::string uri(std::string_view type, std::string_view bytes) {
  return "\"data:" + std::string(type) + ";base64," + base64(bytes) + "\"";
}

}  // namespace

TEST(ImageKind, TakesDataUrisAndRelativePaths) {
  const std::vector<std::string> table{
      uri("image/png", kPng),
      uri("image/png", png(0, {7, 8})),
      uri("image/png", png(4, {7, 255, 8, 0})),
      uri("image/png", png(6, {1, 2, 3, 4, 5, 6, 7, 8})),
      uri("image/jpeg", jpeg(false)),
      uri("image/jpeg", jpeg(true)),
      uri("image/jpg", jpeg(false)),
      uri("image/png", jpeg(false)),  // the bytes tell, not the name
      R"("photo.png")",
      R"("a/b/c/photo.png")",
      R"("照片/人员.png")",
      R"("with space.png")",
      R"(".hidden.png")",
      R"("..two.dots.png")",
      R"("./photo.png")",
      R"("a//photo.png")"};
  ASSERT_GE(table.size(), 15U);
  for (const std::string& json : table) {
    const ReadRecord read = read_picture(json);
    ASSERT_EQ(read.errors(), std::vector<std::string>()) << json;
    ASSERT_NE(read.record->value(0), nullptr) << json;
    EXPECT_EQ(std::get<std::shared_ptr<const Picture>>(*read.record->value(0))->width, 2) << json;
  }
}

TEST(ImageKind, RefusesTheRest) {
  const std::string encoded = base64(kPng);
  const std::vector<std::pair<std::string, std::string>> table{
      {uri("image/gif", kPng), "record/bad-picture-uri"},
      {uri("image/svg+xml", "<svg/>"), "record/bad-picture-uri"},
      {uri("text/plain", kPng), "record/bad-picture-uri"},
      {"\"data:image/png," + encoded + "\"", "record/bad-picture-uri"},
      {"\"data:;base64," + encoded + "\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64,\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64," + encoded + "=\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64, " + encoded + "\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64,AAA\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64,AA-_\"", "record/bad-picture-uri"},
      {"\"data:image/png;base64,AAAB\"", "picture/unreadable"},
      {uri("image/png", "GIF89a"), "picture/unsupported"},
      {uri("image/png", kPng.substr(0, kPng.size() / 2)), "picture/unreadable"},
      {R"("/etc/photo.png")", "record/picture-path-not-allowed"},
      {R"("../photo.png")", "record/picture-path-not-allowed"},
      {R"("a/../../photo.png")", "record/picture-path-not-allowed"},
      {R"("a\\photo.png")", "record/picture-path-not-allowed"},
      {R"("C:/photo.png")", "record/picture-path-not-allowed"},
      {R"("https://example.invalid/photo.png")", "record/picture-path-not-allowed"},
      {R"("photo\u0000.png")", "record/picture-path-not-allowed"},
      {R"("missing.png")", "record/picture-not-found"},
      {R"("notes.txt")", "picture/unreadable"},
      {"7", "record/wrong-type"},
      {R"(["photo.png"])", "record/wrong-type"}};
  ASSERT_GE(table.size(), 15U);
  for (const auto& [json, code] : table) {
    const auto errors = read_picture(json).errors();
    ASSERT_EQ(errors.size(), 1U) << json;
    EXPECT_EQ(errors.front(), code + " /f") << json;
  }
}

// A field's picture in two boxes, 4 × 1 and 2 × 2 mm; in an artwork, on request.
TEST(ImageKind, HasThePixelsOfTheLargestBoxThatShowsIt) {
  JpegRecipe recipe;
  recipe.width = recipe.height = 64;
  recipe.components = 1;
  recipe.samples.assign(std::size_t{64} * 64, 100);
  RecordInput input;
  input.json = "{\"f\": " + uri("image/jpeg", encode_jpeg(recipe)) + "}";
  model::Template of;
  of.fields.push_back(field_of("f", "照片", model::Kind::kImage));
  const auto reduction = [&](double pixels_per_mm) {
    Refusals remarks;
    const model::Record record = parse_record(input, of, pixels_per_mm, remarks);
    const auto& picture = *std::get<std::shared_ptr<const Picture>>(*record.value(0));
    return picture.rgba.empty() ? 0 : picture.reduction;
  };
  EXPECT_EQ(reduction(kFullSize), 0) << "no element shows it";
  model::ImageElement shown;
  shown.field = 0;
  model::Element element;
  element.content = shown;
  for (const Rect& box : {Rect{0, 0, 4, 1}, Rect{0, 0, 2, 2}}) {
    element.box = box;
    of.elements.push_back(element);
  }
  EXPECT_EQ(reduction(kFullSize), 1);
  EXPECT_EQ(reduction(8), 2);
  EXPECT_EQ(reduction(8.1), 1);
  EXPECT_EQ(reduction(0), 0);
  auto artwork = std::make_shared<model::Artwork>();
  artwork->elements = {element};
  model::ImageElement framed;
  framed.asset = std::shared_ptr<const model::Artwork>(artwork);
  element.content = framed;
  of.elements.push_back(element);
  EXPECT_EQ(reduction(1), 1) << "who knows how large the artwork is shown";
}

TEST(ImageKind, TakesNoPathWhereFilesMayNotBeRead) {
  EXPECT_EQ(read_picture(R"("photo.png")", false).errors().front(),
            "record/picture-path-not-allowed /f");
  EXPECT_TRUE(read_picture(uri("image/png", kPng), false).errors().empty());
}

}  // namespace certpress::parse
