// Text whose characters are placed one by one: vertical-text, arc-text.
#include <algorithm>

#include "../base/geometry.h"
#include "element_parser.h"
#include "style_parser.h"

namespace certpress::parse {

namespace {

// A run of one style that neither tracks nor breaks.
std::vector<Key> run_keys() {
  std::vector<Key> keys = look_keys();
  std::erase_if(keys, [](const Key& key) { return key.name == "tracking"; });
  return joined({element_keys(),
                 {{.name = "text",
                   .type = Type::kComposition,
                   .required = true,
                   .says = "Text from fields.",
                   .example = "\"从业人员照片\""},
                  {.name = "blank",
                   .says = "Printed instead while all fields of the text are absent.",
                   .example = "\"　　　　\""}},
                 keys});
}

std::vector<Key> vertical_text_keys() {
  return joined({run_keys(),
                 {{.name = "pitch",
                   .type = Type::kNumber,
                   .unit = Unit::kMm,
                   .required = true,
                   .minimum = 0.1,
                   .maximum = 500,
                   .says = "From character to character, downwards.",
                   .example = "6"}}});
}

std::vector<Key> arc_text_keys() {
  return joined({run_keys(),
                 {{.name = "radius",
                   .type = Type::kNumber,
                   .unit = Unit::kMm,
                   .required = true,
                   .minimum = 0.1,
                   .maximum = 1000,
                   .says = "Of the baseline, around the centre of the box.",
                   .example = "14.2"},
                  {.name = "span",
                   .type = Type::kNumber,
                   .unit = Unit::kDegrees,
                   .required = true,
                   .minimum = 1,
                   .maximum = 360,
                   .says = "The angle that the text may take, half of it on each side of the top.",
                   .example = "240"},
                  {.name = "char_width",
                   .type = Type::kNumber,
                   .fallback = "1",
                   .minimum = 0.3,
                   .maximum = 2,
                   .says = "Horizontal scale of each character."}}});
}

model::ElementContent read_vertical_text(MappingReader& keys, model::Element& /*element*/) {
  return model::VerticalTextElement{keys.composition("text"), keys.text("blank"),
                                    text_style(read_style(keys)), keys.number("pitch")};
}

model::ElementContent read_arc_text(MappingReader& keys, model::Element& element) {
  model::ArcTextElement text{keys.composition("text"),     keys.text("blank"),
                             text_style(read_style(keys)), keys.number("radius"),
                             keys.number("span"),          keys.number("char_width")};
  if (keys.has("radius") && element.box.width > 0) {
    const double reach = text.radius + mm_from_pt(text.style.size_pt);
    check_inside_box(keys, "radius", reach - std::min(element.box.width, element.box.height) / 2);
  }
  return text;
}

}  // namespace

std::vector<ElementType> directed_text_element_types() {
  return {
      {{"vertical-text",
        "Upright characters from top to bottom, centred in the box.",
        {"a vertical-text", "元素 vertical-text ", vertical_text_keys()}},
       read_vertical_text},
      {{"arc-text",
        "Characters on a circle around the centre of the box, feet inwards, centred on its top.",
        {"an arc-text", "元素 arc-text ", arc_text_keys()}},
       read_arc_text},
  };
}

}  // namespace certpress::parse
