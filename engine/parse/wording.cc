#include "wording.h"

#include <cmath>

#include <fmt/format.h>

#include "../base/utf8.h"

namespace certpress::parse {

namespace {

Message number_with_unit(const Key& key) {
  if (key.type == Type::kInteger) {
    return {"a whole number", "整数"};
  }
  if (key.unit == Unit::kNone) {
    return {"a number", "数字"};
  }
  return {fmt::format("a number of {}", symbol(key.unit)),
          fmt::format("以 {} 为单位的数字", symbol(key.unit))};
}

}  // namespace

std::string quoted(std::string_view word) {
  constexpr std::size_t kMaxShown = 40;
  const std::u32string characters = to_utf32(word);
  return characters.size() <= kMaxShown
             ? fmt::format("'{}'", word)
             : fmt::format("'{}…'", to_utf8(std::u32string_view(characters).substr(0, kMaxShown)));
}

Message wanted(const Key& key) {
  switch (key.type) {
    case Type::kNumber:
    case Type::kInteger:
      return number_with_unit(key);
    case Type::kFlag:
      return {"true or false", "true 或 false"};
    case Type::kTexts:
      return {"a list of texts", "文本列表"};
    case Type::kPoint:
      return {"a list [x, y]", "列表 [x, y]"};
    case Type::kSize:
      return {"a list [width, height]", "列表 [宽, 高]"};
    case Type::kBox:
      return {"a list [x, y, width, height]", "列表 [x, y, 宽, 高]"};
    case Type::kColor:
      return {"a colour", "颜色"};
    case Type::kStyle:
      return {"the name of a style, or a mapping of its keys", "样式名，或样式各键的映射"};
    case Type::kMapping:
    case Type::kColors:
    case Type::kStyles:
    case Type::kFields:
      return {"a mapping of keys to values", "键值映射"};
    case Type::kMappings:
    case Type::kRules:
    case Type::kElements:
      return {"a list of mappings", "映射的列表"};
    case Type::kText:
    case Type::kIdentifier:
    case Type::kId:
    case Type::kWord:
    case Type::kComposition:
    case Type::kField:
    case Type::kFont:
    case Type::kStyleName:
    case Type::kAsset:
    case Type::kPathData:
      break;
  }
  return {"a text", "文字"};
}

Message found(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return {"nothing", "空值"};
    case YamlNode::Kind::kSequence:
      return {fmt::format("a list of {}", node.items.size()),
              fmt::format("含 {} 项的列表", node.items.size())};
    case YamlNode::Kind::kMapping:
      return {"a mapping", "映射"};
    case YamlNode::Kind::kScalar:
      break;
  }
  return {quoted(node.text), quoted(node.text)};
}

Message unit_hint(const WrittenNumber& written, const Key& key) {
  const std::string_view unit = symbol(key.unit);
  if (const auto value = converted(written.number, written.unit, key.unit)) {
    const std::string text =
        fmt::format("{:g}{} = {:.4g}{}", written.number, written.unit, *value, unit);
    return {text, text};
  }
  return unit.empty() ? Message{"write the number alone", "只写数字"}
                      : Message{fmt::format("write the number alone, or with {}", unit),
                                fmt::format("只写数字，或以 {} 为单位", unit)};
}

Message wanted_range(const Key& key) {
  const std::string unit = key.unit == Unit::kNone ? "" : fmt::format(" {}", symbol(key.unit));
  if (std::isinf(key.maximum)) {
    return {fmt::format("at least {:g}{}", key.minimum, unit),
            fmt::format("不小于 {:g}{}", key.minimum, unit)};
  }
  return {fmt::format("{:g} to {:g}{}", key.minimum, key.maximum, unit),
          fmt::format("{:g} 至 {:g}{}", key.minimum, key.maximum, unit)};
}

Message quoting_hint(const YamlNode& node, const Key& key) {
  if (node.kind == YamlNode::Kind::kNull && key.type == Type::kColor) {
    return {"quote the colour: without quotes # begins a comment",
            "颜色须加引号：不加引号时 # 为注释的开始"};
  }
  if (node.kind == YamlNode::Kind::kMapping &&
      (key.type == Type::kText || key.type == Type::kComposition)) {
    return {"quote a text that begins with {", "以 { 开头的文字须加引号"};
  }
  return {};
}

}  // namespace certpress::parse
