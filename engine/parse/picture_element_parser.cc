// Pictures, codes and seals: image, photo, code, seal.
#include <cmath>

#include <fmt/format.h>

#include "asset_loader.h"
#include "element_parser.h"
#include "style_parser.h"

namespace certpress::parse {

namespace {

Key asset_key() {
  return {.name = "asset",
          .type = Type::kAsset,
          .required = true,
          .maximum = 200,
          .says =
              "PNG, JPEG or an artwork (.yaml), by a path relative to this file's folder that "
              "stays inside the templates' root.",
          .example = "\"assets/seal.png\""};
}

Key fit_key(std::string_view fallback) {
  return {.name = "fit",
          .type = Type::kWord,
          .fallback = fallback,
          .words = {"cover", "contain"},
          .says = "cover: fills the box and is cropped; contain: is shown whole."};
}

Key frame_key() {
  return {.name = "frame",
          .type = Type::kMapping,
          .table = stroke_table,
          .says = "A line around the box, outside of it.",
          .example = "{\"color\": \"rule\", \"width\": 0.25}"};
}

std::vector<Key> image_keys() {
  return joined({element_keys(), {asset_key(), fit_key("contain"), frame_key()}});
}

model::ElementContent read_image(MappingReader& keys, model::Element& /*element*/) {
  model::ImageElement image;
  image.asset = keys.scope().assets.load(keys, "asset");
  image.fit = keys.word<model::PictureFit>("fit");
  if (keys.has("frame")) {
    image.frame = read_stroke(keys, "frame");
  }
  return image;
}

std::vector<Key> photo_keys() {
  return joined({element_keys(),
                 {{.name = "field",
                   .type = Type::kField,
                   .required = true,
                   .says = "Field of kind image.",
                   .example = "\"photo\""},
                  fit_key("cover"),
                  frame_key(),
                  {.name = "caption",
                   .maximum = 50,
                   .says = "Shown while there is no photo.",
                   .example = "\"车辆照片\""},
                  {.name = "caption_direction",
                   .type = Type::kWord,
                   .fallback = "horizontal",
                   .words = {"horizontal", "vertical"},
                   .says = "How the caption runs."},
                  {.name = "caption_pitch",
                   .type = Type::kNumber,
                   .unit = Unit::kMm,
                   .fallback = "6",
                   .minimum = 0.1,
                   .maximum = 500,
                   .says = "From character to character of a vertical caption."},
                  {.name = "caption_style",
                   .type = Type::kStyle,
                   .table = style_mapping_table,
                   .says = "How the caption looks: a style's name or its keys.",
                   .example = "\"caption\""}}});
}

model::ElementContent read_photo(MappingReader& keys, model::Element& /*element*/) {
  model::ImageElement photo;
  photo.field = keys.field("field");
  KnownFields& fields = keys.scope().fields;
  if (photo.field && fields.at(*photo.field).kind != model::Kind::kImage) {
    const model::Field& field = fields.at(*photo.field);
    keys.error("template/wrong-field-kind", "field",
               {fmt::format("field '{}' is of kind {}; a photo needs one of kind image", field.name,
                            to_string(field.kind)),
                fmt::format("字段 '{}' 的类型为 {}；照片须用 image 类型的字段", field.name,
                            to_string(field.kind))});
  }
  photo.fit = keys.word<model::PictureFit>("fit");
  if (keys.has("frame")) {
    photo.frame = read_stroke(keys, "frame");
  }
  photo.caption = keys.text("caption");
  photo.vertical_caption = keys.word<int>("caption_direction") == 1;
  photo.caption_pitch = keys.number("caption_pitch");
  photo.caption_style = text_style(read_style(keys, "caption_style"));
  return photo;
}

std::vector<Key> code_keys() {
  return joined({element_keys(),
                 {{.name = "content",
                   .type = Type::kComposition,
                   .required = true,
                   .says = "What the code holds: text from fields.",
                   .example = "\"{certificate_id}\""},
                  {.name = "correction",
                   .type = Type::kWord,
                   .fallback = "M",
                   .words = {"L", "M", "Q", "H"},
                   .says = "How much damage the code survives: 7, 15, 25 or 30 percent."},
                  {.name = "quiet_zone",
                   .type = Type::kInteger,
                   .fallback = "4",
                   .minimum = 0,
                   .maximum = 20,
                   .says = "Modules kept clear around the symbol; ISO/IEC 18004 asks for 4."},
                  {.name = "min_module",
                   .type = Type::kNumber,
                   .unit = Unit::kMm,
                   .fallback = "0.33",
                   .minimum = 0.05,
                   .maximum = 10,
                   .says = "Content that needs smaller modules is refused."},
                  {.name = "dark",
                   .type = Type::kColor,
                   .fallback = "#000000",
                   .says = "Colour of the dark modules."},
                  {.name = "light",
                   .type = Type::kColor,
                   .fallback = "#FFFFFF",
                   .says = "Colour of the light modules and of the quiet zone."}}});
}

model::ElementContent read_code(MappingReader& keys, model::Element& element) {
  if (std::abs(element.box.width - element.box.height) > 1e-6) {
    keys.error("template/not-square", "box",
               {fmt::format("a code is square, the box is {:g} x {:g} mm", element.box.width,
                            element.box.height),
                fmt::format("二维码须为正方形，而框为 {:g}×{:g} 毫米", element.box.width,
                            element.box.height)});
  }
  model::CodeElement code;
  code.content = keys.composition("content");
  code.correction = keys.word<model::CodeCorrection>("correction");
  code.quiet_zone = keys.integer("quiet_zone");
  code.min_module = keys.number("min_module");
  code.dark = keys.color("dark");
  code.light = keys.color("light");
  return code;
}

std::vector<Key> seal_keys() {
  return joined({boxless_element_keys(),
                 {asset_key(),
                  {.name = "at",
                   .type = Type::kPoint,
                   .unit = Unit::kMm,
                   .required = true,
                   .says = "Left and top edge of the square that the seal fills.",
                   .example = "[207, 147]"},
                  {.name = "diameter",
                   .type = Type::kNumber,
                   .unit = Unit::kMm,
                   .required = true,
                   .minimum = 1,
                   .maximum = 200,
                   .says = "Of the seal.",
                   .example = "42"}}});
}

model::ElementContent read_seal(MappingReader& keys, model::Element& element) {
  const Point at = keys.point("at");
  const double diameter = keys.number("diameter");
  element.box = {at.x, at.y, diameter, diameter};
  // A seal fades as the group that it is.
  model::SealElement seal;
  seal.opacity = std::exchange(element.opacity, 1);
  if (auto asset = keys.scope().assets.load(keys, "asset")) {
    seal.asset = *std::move(asset);
  }
  return seal;
}

}  // namespace

std::vector<ElementType> picture_element_types() {
  return {
      {{"image", "A picture or an artwork.", {"an image", "元素 image ", image_keys()}},
       read_image},
      {{"photo",
        "A picture from the record, with a caption in its place while there is none.",
        {"a photo", "元素 photo ", photo_keys()}},
       read_photo},
      {{"code",
        "A QR code. The box is the symbol without its quiet zone and must be square.",
        {"a code", "元素 code ", code_keys()}},
       read_code},
      {{"seal",
        "A seal, multiplied onto what lies below it, and the place of the visible signature. Not "
        "drawn on a blank form.",
        {"a seal", "元素 seal ", seal_keys()}},
       read_seal},
  };
}

}  // namespace certpress::parse
