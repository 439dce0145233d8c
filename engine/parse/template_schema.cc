// The JSON Schema of the template language, printed from the tables that the parser reads.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "asset_loader.h"
#include "code_list_parser.h"
#include "element_parser.h"
#include "field_parser.h"
#include "key_table.h"
#include "overlay.h"
#include "rule_parser.h"
#include "style_parser.h"
#include "template_parser.h"
#include "template_table.h"

namespace certpress::parse {

namespace {

// Ordered: keys come in the order of the documentation, and equal programs print equal bytes.
using Json = nlohmann::ordered_json;

constexpr std::string_view kNamePattern = "^[a-z][a-z0-9_]*$";
constexpr std::string_view kIdPattern = "^[a-z0-9][a-z0-9-]*$";
constexpr std::string_view kColorPattern = "^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$";

Json reference(std::string_view definition) {
  return {{"$ref", fmt::format("#/$defs/{}", definition)}};
}

Json number_schema(const Key& key) {
  Json number{{"type", key.type == Type::kInteger ? "integer" : "number"}};
  if (std::isfinite(key.minimum)) {
    number["minimum"] = key.minimum;
  }
  if (std::isfinite(key.maximum)) {
    number["maximum"] = key.maximum;
  }
  if (key.unit == Unit::kNone) {
    return number;
  }
  const std::string pattern = fmt::format("^-?[0-9]*\\.?[0-9]+ ?{}$", symbol(key.unit));
  return {{"anyOf", {number, {{"type", "string"}, {"pattern", pattern}}}}};
}

Json numbers_schema(const Key& key, int count) {
  Key number = key;
  number.type = Type::kNumber;
  return {{"type", "array"},
          {"items", number_schema(number)},
          {"minItems", count},
          {"maxItems", count}};
}

// A text may be written without quotes even when it looks like a number.
Json text_schema(const Key& key) {
  Json text{{"type", {"string", "number", "boolean"}}};
  if (std::isfinite(key.maximum)) {
    text["maxLength"] = static_cast<int>(key.maximum);
  }
  return text;
}

Json mapping_schema(const Table& table);

Json value_schema(const Key& key) {
  switch (key.type) {
    case Type::kNumber:
    case Type::kInteger:
      return number_schema(key);
    case Type::kFlag:
      return {{"type", "boolean"}};
    case Type::kWord:
      return {{"enum", key.words}};
    case Type::kTexts:
      return {{"type", "array"},
              {"items", key.words.empty() ? text_schema(key) : Json{{"enum", key.words}}}};
    case Type::kPoint:
    case Type::kSize:
      return numbers_schema(key, 2);
    case Type::kBox:
      return numbers_schema(key, 4);
    case Type::kIdentifier:
    case Type::kField:
    case Type::kStyleName:
      return {{"type", "string"}, {"pattern", kNamePattern}};
    case Type::kId:
      return {{"type", "string"}, {"pattern", kIdPattern}};
    case Type::kColor:
      return {{"type", "string"}, {"pattern", fmt::format("{}|{}", kColorPattern, kNamePattern)}};
    case Type::kStyle:
      return {{"anyOf",
               {{{"type", "string"}, {"pattern", kNamePattern}}, mapping_schema(key.table())}}};
    case Type::kMapping:
      return mapping_schema(key.table());
    case Type::kMappings:
      return {{"type", "array"}, {"items", mapping_schema(key.table())}};
    case Type::kColors:
      return {{"type", "object"},
              {"propertyNames", {{"pattern", kNamePattern}}},
              {"additionalProperties", {{"type", "string"}, {"pattern", kColorPattern}}}};
    case Type::kStyles:
      return {{"type", "object"},
              {"propertyNames", {{"pattern", kNamePattern}}},
              {"additionalProperties", reference("style")}};
    case Type::kFields:
      return {{"type", "object"},
              {"propertyNames", {{"pattern", kNamePattern}}},
              {"additionalProperties", reference("field")}};
    case Type::kRules: {
      Json rules = Json::array();
      for (const Table& table : rule_tables()) {
        rules.push_back(mapping_schema(table));
      }
      return {{"type", "array"}, {"items", {{"anyOf", rules}}}};
    }
    case Type::kElements:
      return {{"type", "array"}, {"items", reference("element")}};
    case Type::kText:
    case Type::kComposition:
    case Type::kFont:
    case Type::kAsset:
    case Type::kPathData:
      break;
  }
  return text_schema(key);
}

Json fallback_value(const Key& key) {
  if (key.type == Type::kNumber || key.type == Type::kInteger || key.type == Type::kFlag) {
    return Json::parse(key.fallback);
  }
  return key.fallback;
}

Json property_schema(const Key& key) {
  const std::string_view unit = symbol(key.unit);
  Json out{{"description",
            unit.empty() ? std::string(key.says) : fmt::format("{} Unit: {}.", key.says, unit)}};
  out.update(value_schema(key));
  if (!key.fallback.empty()) {
    out["default"] = fallback_value(key);
  }
  if (!key.example.empty()) {
    out["examples"] = Json::array({Json::parse(key.example)});
  }
  return out;
}

Json mapping_schema(const Table& table) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : table.keys) {
    properties[std::string(key.name)] = property_schema(key);
    if (key.required) {
      required.push_back(key.name);
    }
  }
  Json out{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) {
    out["required"] = required;
  }
  return out;
}

// One of several mappings, told apart by the word at `by`: an editor offers the keys of that one.
class Choice {
 public:
  Choice(std::string_view by, std::string_view says) : by_(by), says_(says) {}

  void add(const Variant& variant, Json& definitions) {
    const std::string name = fmt::format("{}-{}", by_, variant.word);
    Json mapping{{"description", variant.says}};
    mapping.update(mapping_schema(variant.table));
    mapping["properties"][std::string(by_)].erase("enum");
    mapping["properties"][std::string(by_)]["const"] = variant.word;
    definitions[name] = mapping;
    words_.push_back(variant.word);
    const Json is_this{{"properties", {{by_, {{"const", variant.word}}}}}, {"required", {by_}}};
    branches_.push_back({{"if", is_this}, {"then", reference(name)}});
  }

  [[nodiscard]] Json schema() const {
    return {{"type", "object"},
            {"required", {by_}},
            {"properties", {{by_, {{"description", says_}, {"enum", words_}}}}},
            {"allOf", branches_}};
  }

 private:
  std::string_view by_;
  std::string_view says_;
  Json words_ = Json::array();
  Json branches_ = Json::array();
};

// Some keys of one of several mappings: what a file changes of an entry of the file it extends.
class Change {
 public:
  explicit Change(const std::vector<Key>& keys) { add(keys); }

  void add(const std::vector<Key>& keys) {
    for (const Key& key : keys) {
      Json& forms = forms_[std::string(key.name)];
      const Json form = property_schema(key);
      if (std::ranges::find(forms, form) == forms.end()) {
        forms.push_back(form);
      }
    }
  }

  [[nodiscard]] Json schema(std::vector<std::string_view> required) const {
    Json properties = Json::object();
    for (const auto& [name, forms] : forms_.items()) {
      properties[name] = forms.size() == 1
                             ? forms[0]
                             : Json{{"description", forms[0]["description"]}, {"anyOf", forms}};
    }
    Json out{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) {
      out["required"] = required;
    }
    return out;
  }

 private:
  Json forms_ = Json::object();  // lists, by key
};

// A file that is not whole: a shared one, or one that extends it.
Json part_schema() {
  Table part{{}, {}, joined({template_table().keys, removing_keys()})};
  for (Key& key : part.keys) {
    key.required = key.name == "certpress";
  }
  Json out = mapping_schema(part);
  Json& properties = out["properties"];
  properties["page"].erase("required");
  properties["fields"]["additionalProperties"] = reference("field-change");
  properties["elements"]["items"] = reference("element-change");
  return out;
}

Json definitions() {
  Json out;
  out["template"] = mapping_schema(template_table());
  out["artwork"] = mapping_schema(artwork_table());
  out["code-list"] = mapping_schema(code_list_table());
  out["style"] = mapping_schema(style_table());
  out["part"] = part_schema();
  Change field_change({});
  Choice fields("kind", "What the field holds.");
  for (const Variant& variant : field_variants()) {
    fields.add(variant, out);
    field_change.add(variant.table.keys);
  }
  out["field"] = fields.schema();
  out["field-change"] = field_change.schema({});
  Change element_change(placing_keys());
  Choice elements("type", "What kind of element this is.");
  for (const ElementType& type : element_types()) {
    elements.add(type.variant, out);
    element_change.add(type.variant.table.keys);
  }
  out["element"] = elements.schema();
  out["element-change"] = element_change.schema({"name"});
  out["element-change"]["properties"]["type"]["enum"] =
      out["element"]["properties"]["type"]["enum"];
  return out;
}

}  // namespace

std::string template_schema() {
  const Json is_whole{{"required", {"id"}}, {"not", {{"required", {"extends"}}}}};
  const Json by_id{{"if", is_whole}, {"then", reference("template")}, {"else", reference("part")}};
  const Json by_entries{
      {"if", {{"required", {"entries"}}}}, {"then", reference("code-list")}, {"else", by_id}};
  const Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "certpress template"},
      {"description",
       "A certpress template; also an artwork (a file with the key `artwork`), a code "
       "list (with the key `entries`) and a file that templates share."},
      {"if", {{"required", {"artwork"}}}},
      {"then", reference("artwork")},
      {"else", by_entries},
      {"$defs", definitions()}};
  return schema.dump(2) + "\n";
}

}  // namespace certpress::parse
