#include "element_parser.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "asset_loader.h"
#include "nearest_word.h"

namespace certpress::parse {

namespace {

constexpr double kTolerance = 1e-6;  // mm: what sums of decimal fractions err by

std::vector<std::string_view> type_words() {
  std::vector<std::string_view> words;
  for (const ElementType& type : element_types()) {
    words.push_back(type.variant.word);
  }
  return words;
}

// Null, reported, when the element says no type that is known.
const ElementType* type_of(const YamlNode& node, Scope& scope) {
  if (node.kind != YamlNode::Kind::kMapping) {
    scope.findings.error("template/wrong-type", node.offset,
                         {"an element is a mapping of keys to values", "元素须为键值映射"});
    return nullptr;
  }
  const YamlNode* word = node.find("type");
  if (word == nullptr) {
    scope.findings.error("template/missing-key", node.offset,
                         {"an element needs the key 'type'", "元素缺少键 'type'"});
    return nullptr;
  }
  const auto& types = element_types();
  const auto type =
      std::ranges::find(types, word->text, [](const ElementType& t) { return t.variant.word; });
  if (type == types.end()) {
    scope.findings.error("template/unknown-type", word->offset,
                         {fmt::format("there is no element type '{}'", word->text.substr(0, 60)),
                          fmt::format("没有元素类型 '{}'", word->text.substr(0, 60))},
                         suggestion(word->text, type_words()));
    return nullptr;
  }
  return &*type;
}

void check_on_page(MappingReader& keys, const Rect& box) {
  const Size page = keys.scope().page;
  if (page.width == 0) {
    return;  // refused itself
  }
  const double beyond =
      std::max({-box.x, -box.y, box.right() - page.width, box.bottom() - page.height});
  if (beyond <= kTolerance) {
    return;
  }
  const std::string_view key = keys.table().find("box") != nullptr    ? "box"
                               : keys.table().find("from") != nullptr ? "from"
                                                                      : "at";
  keys.error(
      "template/outside-page", key,
      {fmt::format("the element reaches {:.4g} mm beyond the page of {:g} x {:g} mm", beyond,
                   page.width, page.height),
       fmt::format("元素超出 {:g}×{:g} 毫米的页面 {:.4g} 毫米", page.width, page.height, beyond)});
}

std::optional<Layer> read_layer(MappingReader& keys) {
  return keys.has("layer") ? std::optional(keys.word<Layer>("layer")) : std::nullopt;
}

model::Element read_element(const YamlNode& node, const ElementType& type, Scope& scope) {
  const YamlNode* name = node.find("name");
  const bool has_name = name != nullptr && name->text.size() <= kMaxNameLength;
  const Findings::Subject subject(scope.findings, has_name ? name->text : "", "");
  MappingReader keys(node, type.variant.table, scope);
  model::Element element{.name = keys.text("name"),
                         .box = {},
                         .layer = read_layer(keys),
                         .when = {},
                         .opacity = keys.number("opacity"),
                         .allow = keys.choices<model::Objection>("allow"),
                         .span = {},
                         .file = {},
                         .content = {}};
  const Place place = scope.findings.place(node.offset);
  element.span = {place.line, place.column};
  element.file = place.file;
  if (keys.has("when")) {
    element.when = keys.field("when");
  }
  if (type.variant.table.find("box") != nullptr) {
    element.box = keys.box("box");
  }
  element.content = type.read(keys, element);
  check_on_page(keys, element.box);
  return element;
}

}  // namespace

const std::vector<ElementType>& element_types() {
  static const std::vector<ElementType> types = [] {
    std::vector<ElementType> all;
    for (auto* part : {text_element_types, directed_text_element_types, picture_element_types,
                       shape_element_types, pattern_element_types}) {
      for (ElementType& type : part()) {
        all.push_back(std::move(type));
      }
    }
    return all;
  }();
  return types;
}

std::vector<model::Element> read_elements(MappingReader& file) {
  Scope& scope = file.scope();
  std::vector<model::Element> elements;
  std::map<std::string, int> lines;  // of the names so far
  const std::vector<YamlNode>& nodes = file.items("elements");
  if (!scope.assets.count_elements(nodes.size(), file, "elements")) {
    return elements;
  }
  for (const YamlNode& node : nodes) {
    const ElementType* type = type_of(node, scope);
    if (type == nullptr) {
      continue;
    }
    model::Element element = read_element(node, *type, scope);
    const auto [known, is_new] = lines.try_emplace(element.name, element.span.line);
    if (!is_new && !element.name.empty()) {
      scope.findings.error("template/duplicate-name", node.find("name")->offset,
                           {fmt::format("another element is called '{}'", element.name),
                            fmt::format("另一元素已命名为 '{}'", element.name)},
                           {fmt::format("it is on line {}", known->second),
                            fmt::format("位于第 {} 行", known->second)});
    }
    elements.push_back(std::move(element));
  }
  return elements;
}

std::vector<Key> boxless_element_keys() {
  return {
      {.name = "type",
       .type = Type::kWord,
       .required = true,
       .says = "What kind of element this is."},
      {.name = "name",
       .type = Type::kIdentifier,
       .required = true,
       .says = "A name of its own, for messages and for inspection.",
       .example = "\"holder_name\""},
      {.name = "layer",
       .type = Type::kWord,
       .words = {"stock", "ink", "both"},
       .says =
           "Printed beforehand, printed on it, or part of both. Without it, what records cannot "
           "change is stock and the rest is ink."},
      {.name = "when",
       .type = Type::kField,
       .says = "Drawn only while this field is present and, for a flag, true.",
       .example = "\"specimen\""},
      {.name = "opacity",
       .type = Type::kNumber,
       .fallback = "1",
       .minimum = 0,
       .maximum = 1,
       .says = "0 is invisible, 1 is solid."},
      {.name = "allow",
       .type = Type::kTexts,
       .words = std::vector<std::string_view>(model::kObjectionWords.begin(),
                                              model::kObjectionWords.end()),
       .says = "What certpress lint would object to and is meant so.",
       .example = "[\"margin\"]"},
  };
}

std::vector<Key> element_keys() {
  return joined({boxless_element_keys(),
                 {{.name = "box",
                   .type = Type::kBox,
                   .unit = Unit::kMm,
                   .required = true,
                   .says = "Left edge, top edge, width and height on the page.",
                   .example = "[26, 89, 158, 10.6]"}}});
}

std::vector<Key> stroke_keys() {
  return {
      {.name = "color", .type = Type::kColor, .fallback = "#1A1A1A", .says = "Colour of the line."},
      {.name = "width",
       .type = Type::kNumber,
       .unit = Unit::kMm,
       .fallback = "0.2",
       .minimum = 0.01,
       .maximum = 50,
       .says = "Width of the line."},
  };
}

const Table& stroke_table() {
  static const Table table{"a stroke", "线", stroke_keys()};
  return table;
}

Stroke read_stroke(MappingReader& keys) { return {keys.color("color"), keys.number("width")}; }

Stroke read_stroke(MappingReader& element, std::string_view key) {
  static const YamlNode nothing(YamlNode::Kind::kMapping, 0);
  const YamlNode* node = element.find(key);
  MappingReader keys(node != nullptr ? *node : nothing, stroke_table(), element.scope());
  return read_stroke(keys);
}

void check_inside_box(MappingReader& element, std::string_view key, double beyond) {
  if (beyond > kTolerance) {
    element.error("template/outside-box", key,
                  {fmt::format("this reaches {:.4g} mm beyond the element's box", beyond),
                   fmt::format("超出元素的框 {:.4g} 毫米", beyond)});
  }
}

}  // namespace certpress::parse
