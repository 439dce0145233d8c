// Text in boxes: text, paragraph, footer, field, watermark.
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "element_parser.h"
#include "style_parser.h"

namespace certpress::parse {

namespace {

std::vector<Key> composed_text_keys() {
  return {
      {.name = "text",
       .type = Type::kComposition,
       .required = true,
       .says = "Text from fields.",
       .example = "\"晋交运管许可{region}字{number}号\""},
      {.name = "blank",
       .says = "Printed instead while all fields of the text are absent.",
       .example = "\"　　年　　月　　日\""},
  };
}

Key fit_key(std::string_view fallback) {
  Key key = style_table().at("fit");
  key.fallback = fallback;
  return key;
}

Key align_key(std::string_view fallback) {
  return {.name = "align",
          .type = Type::kWord,
          .fallback = fallback,
          .words = {"left", "center", "right"},
          .says = "Where lines stand in the box's width."};
}

Key valign_key(std::string_view fallback) {
  return {.name = "valign",
          .type = Type::kWord,
          .fallback = fallback,
          .words = {"top", "middle"},
          .says = "Where lines stand in the box's height."};
}

std::vector<Key> text_keys(std::string_view fit, std::string_view align, std::string_view valign) {
  return joined({element_keys(),
                 composed_text_keys(),
                 style_keys(),
                 {fit_key(fit), align_key(align), valign_key(valign)}});
}

model::ElementContent read_text(MappingReader& keys, model::Element& /*element*/) {
  const Style style = read_style(keys);
  model::TextElement text;
  text.text = keys.composition("text");
  text.blank = keys.text("blank");
  text.style = text_style(style);
  text.fit = fit_of(style, keys.word<model::FitMode>("fit"));
  text.align = keys.word<model::Align>("align");
  text.valign = keys.word<model::VerticalAlign>("valign");
  return text;
}

std::vector<Key> field_keys() {
  const Table& styles = style_table();
  return joined(
      {element_keys(),
       {{.name = "label",
         .required = true,
         .maximum = 50,
         .says = "Printed before the value.",
         .example = "\"业户名称\""},
        {.name = "value",
         .type = Type::kComposition,
         .required = true,
         .says = "Text from fields.",
         .example = "\"{holder_name}\""},
        {.name = "blank",
         .says = "Printed instead while all fields of the value are absent.",
         .example = "\"　　　　年　　月　　日\""},
        {.name = "label_style",
         .type = Type::kStyle,
         .table = style_mapping_table,
         .says = "How the label looks: a style's name or its keys.",
         .example = "\"label\""},
        {.name = "value_style",
         .type = Type::kStyle,
         .table = style_mapping_table,
         .says = "How the value looks: a style's name or its keys.",
         .example = "{\"style\": \"value\", \"size\": 13}"},
        {.name = "spread",
         .type = Type::kNumber,
         .unit = Unit::kEm,
         .fallback = "0",
         .minimum = 0,
         .maximum = 50,
         .says = "Width that the label is spread over (分散对齐), in em of its own size; 0 "
                 "leaves it as it is.",
         .example = "4"},
        {.name = "colon", .fallback = "：", .maximum = 5, .says = "Stands behind the label."},
        {.name = "value_x",
         .type = Type::kNumber,
         .unit = Unit::kMm,
         .required = true,
         .says = "Where the value begins, from the left edge of the page; it ends where "
                 "the box ends.",
         .example = "67"},
        {.name = "row",
         .type = Type::kNumber,
         .unit = Unit::kMm,
         .minimum = 0.1,
         .says = "Height of the first row, in which the label is centred. Without it, the "
                 "box's height.",
         .example = "10"},
        valign_key("middle"),
        fit_key("wrap-shrink"),
        styles.at("floor"),
        styles.at("one_line_scale")}});
}

// What stands on the element wins over what the value's style says.
model::Fit field_fit(MappingReader& keys, Style style) {
  if (keys.has("floor")) {
    style.floor_pt = keys.number("floor");
  }
  if (keys.has("one_line_scale")) {
    style.one_line_scale = keys.number("one_line_scale");
  }
  const auto mode = keys.word<model::FitMode>("fit");
  if (keys.has("fit")) {
    style.fit = mode;
  }
  return fit_of(style, mode);
}

model::ElementContent read_field(MappingReader& keys, model::Element& element) {
  const Style value_style = read_style(keys, "value_style");
  model::FieldElement field;
  field.label = keys.text("label");
  field.label_style = text_style(read_style(keys, "label_style"));
  field.spread_em = keys.number("spread");
  field.colon = keys.text("colon");
  field.value = keys.composition("value");
  field.blank = keys.text("blank");
  field.value_style = text_style(value_style);
  field.fit = field_fit(keys, value_style);
  field.valign = keys.word<model::VerticalAlign>("valign");
  field.value_x = keys.number("value_x");
  const Rect& box = element.box;
  if (box.width > 0 && keys.has("value_x") &&
      (field.value_x < box.x || field.value_x >= box.right())) {
    keys.error("template/out-of-range", "value_x",
               {fmt::format("the value begins outside of the box, which is {:g} to {:g} mm", box.x,
                            box.right()),
                fmt::format("值的起点在框（{:g} 至 {:g} 毫米）之外", box.x, box.right())});
  }
  field.row = keys.has("row") ? keys.number("row") : box.height;
  check_inside_box(keys, "row", box.height > 0 ? field.row - box.height : 0);
  return field;
}

std::vector<Key> watermark_keys() {
  return joined({element_keys(),
                 {composed_text_keys().front()},
                 look_keys(),
                 {{.name = "angle",
                   .type = Type::kNumber,
                   .unit = Unit::kDegrees,
                   .fallback = "0",
                   .minimum = -360,
                   .maximum = 360,
                   .says = "Clockwise."}}});
}

model::ElementContent read_watermark(MappingReader& keys, model::Element& element) {
  element.layer = element.layer.value_or(Layer::kBoth);
  return model::WatermarkElement{keys.composition("text"), text_style(read_style(keys)),
                                 keys.number("angle")};
}

}  // namespace

std::vector<ElementType> text_element_types() {
  return {
      {{"text",
        "One text in a box.",
        {"a text", "元素 text ", text_keys("shrink", "left", "middle")}},
       read_text},
      {{"paragraph",
        "Text of several lines in a box.",
        {"a paragraph", "元素 paragraph ", text_keys("wrap-shrink", "left", "top")}},
       read_text},
      {{"footer",
        "A centred line at the foot of the page.",
        {"a footer", "元素 footer ", text_keys("shrink", "center", "middle")}},
       read_text},
      {{"field",
        "A label, a colon and a value on the label's baseline.",
        {"a field element", "元素 field ", field_keys()}},
       read_field},
      {{"watermark",
        "One line of large pale text, centred in its box and turned. On both layers unless `layer` "
        "says otherwise.",
        {"a watermark", "元素 watermark ", watermark_keys()}},
       read_watermark},
  };
}

}  // namespace certpress::parse
