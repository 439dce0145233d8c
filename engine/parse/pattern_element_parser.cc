// Security patterns: border, waves, guilloche.
#include <algorithm>
#include <limits>

#include "element_parser.h"

namespace certpress::parse {

namespace {

Key mm_key(std::string_view name, std::string_view fallback, std::string_view says,
           std::string_view example = {}) {
  return {.name = name,
          .type = Type::kNumber,
          .unit = Unit::kMm,
          .required = fallback.empty(),
          .fallback = fallback,
          .minimum = 0.05,
          .maximum = 1000,
          .says = says,
          .example = example};
}

Key inset_key(std::string_view says) {
  Key key = mm_key("inset", "0", says);
  key.minimum = 0;
  return key;
}

Key count_key(std::string_view name, std::string_view fallback, std::string_view says) {
  return {.name = name,
          .type = Type::kInteger,
          .fallback = fallback,
          .minimum = 1,
          .maximum = 500,
          .says = says};
}

const Table& rule_table() {
  static const Table table{
      "a rule", "边线",
      joined({{inset_key("From the edge of the box to the middle of the rule.")}, stroke_keys()})};
  return table;
}

const Table& band_table() {
  static const Table table{
      "a band", "花边带",
      joined(
          {{inset_key("From the edge of the box to the middle of the band."),
            mm_key("amplitude", "", "From the middle of the band to the crest of a wave.", "2.1"),
            mm_key("pitch", "", "Length of a wave; rounded so that whole waves fill each side.",
                   "9")},
           stroke_keys()})};
  return table;
}

const Table& rosette_table() {
  static const Table table{"a rosette", "角花",
                           joined({{inset_key("From both edges of the box to the centre."),
                                    mm_key("radius", "", "Of the rosette.", "2.6"),
                                    count_key("petals", "8", "How many.")},
                                   stroke_keys()})};
  return table;
}

std::vector<Key> border_keys() {
  return joined(
      {element_keys(),
       {{.name = "rules",
         .type = Type::kMappings,
         .table = rule_table,
         .says = "Rectangles inside each other.",
         .example = "[{\"inset\": 0, \"width\": 0.9}, {\"inset\": 1.1, \"width\": 0.25}]"},
        {.name = "band",
         .type = Type::kMapping,
         .table = band_table,
         .says = "Two woven pairs of sine lines between the rules.",
         .example = "{\"inset\": 13.3, \"amplitude\": 2.1, \"pitch\": 9, \"width\": 0.32}"},
        {.name = "rosette",
         .type = Type::kMapping,
         .table = rosette_table,
         .says = "A small rose in each corner.",
         .example = "{\"inset\": 13.3, \"radius\": 2.6, \"petals\": 8}"}}});
}

model::ElementContent read_border(MappingReader& keys, model::Element& element) {
  Scope& scope = keys.scope();
  // Of a box that was refused nothing can be said.
  const double most = element.box.width > 0 ? std::min(element.box.width, element.box.height) / 2
                                            : std::numeric_limits<double>::infinity();
  model::BorderElement border;
  for (const YamlNode& item : keys.items("rules")) {
    MappingReader rule(item, rule_table(), scope);
    border.rules.push_back({rule.number("inset"), read_stroke(rule)});
    check_inside_box(rule, "inset", border.rules.back().inset - most);
  }
  if (const YamlNode* node = keys.find("band")) {
    MappingReader band(*node, band_table(), scope);
    border.band = {band.number("inset"), band.number("amplitude"), band.number("pitch"),
                   read_stroke(band)};
    check_inside_box(band, "amplitude", border.band->amplitude - border.band->inset);
    check_inside_box(band, "inset", border.band->inset - most);
  }
  if (const YamlNode* node = keys.find("rosette")) {
    MappingReader rosette(*node, rosette_table(), scope);
    border.rosette = {rosette.number("inset"), rosette.number("radius"), rosette.integer("petals"),
                      read_stroke(rosette)};
    check_inside_box(rosette, "radius", border.rosette->radius - border.rosette->inset);
    check_inside_box(rosette, "inset", border.rosette->inset - most);
  }
  return border;
}

std::vector<Key> waves_keys() {
  return joined({element_keys(),
                 {mm_key("pitch", "3.2", "From line to line."),
                  mm_key("amplitude", "0.6", "From the middle of a line to its crest."),
                  mm_key("length", "24", "Of one wave.")},
                 stroke_keys()});
}

model::ElementContent read_waves(MappingReader& keys, model::Element& /*element*/) {
  return model::WavesElement{keys.number("pitch"), keys.number("amplitude"), keys.number("length"),
                             read_stroke(keys)};
}

std::vector<Key> guilloche_keys() {
  return joined({element_keys(),
                 {mm_key("outer_radius", "", "Where the petals end.", "82"),
                  mm_key("inner_radius", "", "Where the petals begin.", "52"),
                  count_key("petals", "24", "How many."),
                  count_key("turns", "4", "How often the rose is traced, each time shifted.")},
                 stroke_keys()});
}

model::ElementContent read_guilloche(MappingReader& keys, model::Element& element) {
  const model::GuillocheElement rose{keys.number("outer_radius"), keys.number("inner_radius"),
                                     keys.integer("petals"), keys.integer("turns"),
                                     read_stroke(keys)};
  if (keys.has("outer_radius") && element.box.width > 0) {
    check_inside_box(keys, "outer_radius",
                     rose.outer_radius - std::min(element.box.width, element.box.height) / 2);
  }
  if (rose.inner_radius > rose.outer_radius) {
    keys.error(
        "template/out-of-range", "inner_radius",
        {"'inner_radius' is larger than 'outer_radius'", "'inner_radius' 大于 'outer_radius'"});
  }
  return rose;
}

}  // namespace

std::vector<ElementType> pattern_element_types() {
  return {
      {{"border",
        "Rules, a woven band and rosettes; insets count from the edge of the box.",
        {"a border", "元素 border ", border_keys()}},
       read_border},
      {{"waves",
        "Fine parallel sine lines that fill the box.",
        {"a waves element", "元素 waves ", waves_keys()}},
       read_waves},
      {{"guilloche",
        "A rose curve around the centre of the box.",
        {"a guilloche", "元素 guilloche ", guilloche_keys()}},
       read_guilloche},
  };
}

}  // namespace certpress::parse
