#include "style_parser.h"

#include <algorithm>

#include <fmt/format.h>

#include "nearest_word.h"

namespace certpress::parse {

namespace {

// Of the fields that are set in both, `over` wins.
Style merged(const Style& under, const Style& over) {
  const auto pick = [](const auto& upper, const auto& lower) { return upper ? upper : lower; };
  return {
      .font = pick(over.font, under.font),
      .size_pt = pick(over.size_pt, under.size_pt),
      .color = pick(over.color, under.color),
      .tracking_em = pick(over.tracking_em, under.tracking_em),
      .line_pitch_em = pick(over.line_pitch_em, under.line_pitch_em),
      .fit = pick(over.fit, under.fit),
      .floor_pt = pick(over.floor_pt, under.floor_pt),
      .one_line_scale = pick(over.one_line_scale, under.one_line_scale),
  };
}

std::string read_font(MappingReader& reader) {
  std::string role = reader.text("font");
  const auto& roles = reader.scope().font_roles;
  if (std::ranges::find(roles, role) == roles.end()) {
    reader.error(
        "template/unknown-font", "font",
        {fmt::format("there is no font role '{}'", role), fmt::format("没有字体角色 '{}'", role)},
        suggestion(role, {roles.begin(), roles.end()}));
  }
  return role;
}

Style named_style(const YamlNode& name, Scope& scope) {
  const auto found = scope.styles.find(name.text);
  if (found != scope.styles.end()) {
    found->second.used = true;
    return found->second.value;
  }
  std::vector<std::string_view> names;
  for (const auto& [known, style] : scope.styles) {
    names.push_back(known);
  }
  scope.findings.error("template/unknown-style", name.offset,
                       {fmt::format("there is no style '{}'", name.text),
                        fmt::format("没有名为 '{}' 的样式", name.text)},
                       suggestion(name.text, names));
  return {};
}

// The keys of `reader`'s table that belong to a style, without `style` itself. An element's table
// may lack some of them.
Style written_keys(MappingReader& reader, const Table& table) {
  Style style;
  const auto has = [&](std::string_view key) {
    return table.find(key) != nullptr && reader.has(key);
  };
  if (has("font")) {
    style.font = read_font(reader);
  }
  if (has("size")) {
    style.size_pt = reader.number("size");
  }
  if (has("color")) {
    style.color = reader.color("color");
  }
  if (has("tracking")) {
    style.tracking_em = reader.number("tracking");
  }
  if (has("line_pitch")) {
    style.line_pitch_em = reader.number("line_pitch");
  }
  if (has("fit")) {
    style.fit = reader.word<model::FitMode>("fit");
  }
  if (has("floor")) {
    style.floor_pt = reader.number("floor");
  }
  if (has("one_line_scale")) {
    style.one_line_scale = reader.number("one_line_scale");
  }
  return style;
}

// A style with every key but `fit`, by the defaults of the table.
const Style& default_style() {
  static const Style style = [] {
    const auto number = [](std::string_view key) {
      return read_number(style_table().at(key).fallback).value().number;
    };
    Style made;
    made.font = style_table().at("font").fallback;
    made.size_pt = number("size");
    made.color = read_color(style_table().at("color").fallback);
    made.tracking_em = number("tracking");
    made.line_pitch_em = number("line_pitch");
    made.floor_pt = number("floor");
    made.one_line_scale = number("one_line_scale");
    return made;
  }();
  return style;
}

}  // namespace

const Table& style_table() {
  static const Table table{
      "a style",
      "样式",
      {
          {.name = "font",
           .type = Type::kFont,
           .fallback = "song",
           .says = "Role of fonts/fonts.yaml: song, song-bold, hei, kai."},
          {.name = "size",
           .type = Type::kNumber,
           .unit = Unit::kPt,
           .fallback = "12",
           .minimum = 1,
           .maximum = 500,
           .says = "Type size.",
           .example = "17"},
          {.name = "color",
           .type = Type::kColor,
           .fallback = "#1A1A1A",
           .says = "Colour of the text."},
          {.name = "tracking",
           .type = Type::kNumber,
           .unit = Unit::kEm,
           .fallback = "0",
           .minimum = -0.5,
           .maximum = 10,
           .says = "Added between characters."},
          {.name = "line_pitch",
           .type = Type::kNumber,
           .unit = Unit::kEm,
           .fallback = "1.38",
           .minimum = 0.8,
           .maximum = 10,
           .says = "From baseline to baseline."},
          {.name = "fit",
           .type = Type::kWord,
           .words = {"refuse", "shrink", "wrap", "wrap-shrink"},
           .says = "What happens to a text that is too long: refuse it; shrink one line down to "
                   "the floor; wrap at the full size; or keep one line while that is nearly "
                   "enough, else wrap and shrink. The default is the element's."},
          {.name = "floor",
           .type = Type::kNumber,
           .unit = Unit::kPt,
           .fallback = "8.5",
           .minimum = 1,
           .maximum = 500,
           .says = "The smallest size that shrinking may reach."},
          {.name = "one_line_scale",
           .type = Type::kNumber,
           .fallback = "0.86",
           .minimum = 0.1,
           .maximum = 1,
           .says = "wrap-shrink keeps one line down to this share of the size."},
      }};
  return table;
}

std::vector<Key> style_keys() {
  return joined({{{.name = "style",
                   .type = Type::kStyleName,
                   .says = "Name of a style; keys that stand beside it win.",
                   .example = "\"label\""}},
                 style_table().keys});
}

const Table& style_mapping_table() {
  static const Table table{"a style", "样式", style_keys()};
  return table;
}

std::vector<Key> look_keys() {
  std::vector<Key> keys = style_keys();
  std::erase_if(keys, [](const Key& key) {
    return key.name == "line_pitch" || key.name == "fit" || key.name == "floor" ||
           key.name == "one_line_scale";
  });
  return keys;
}

void read_names(MappingReader& file) {
  Scope& scope = file.scope();
  for (const YamlEntry* entry : file.named("colors")) {
    if (const auto color = read_color(entry->value.text)) {
      scope.colors[entry->key.text] = {*color, entry->key.offset, false};
    } else {
      const bool empty = entry->value.kind == YamlNode::Kind::kNull;
      scope.findings.error(
          "template/unknown-color", entry->value.offset,
          {"a colour is written '#RRGGBB' or '#RRGGBBAA'", "颜色须写作 '#RRGGBB' 或 '#RRGGBBAA'"},
          empty ? Message{"quote it: without quotes # begins a comment",
                          "颜色须加引号：不加引号时 # 为注释的开始"}
                : Message{});
      scope.colors[entry->key.text] = {{}, entry->key.offset, true};
    }
  }
  for (const YamlEntry* entry : file.named("styles")) {
    MappingReader reader(entry->value, style_table(), scope);
    scope.styles[entry->key.text] = {written_keys(reader, style_table()), entry->key.offset, false};
  }
}

Style read_style(MappingReader& element) {
  const YamlNode* name = element.find("style");
  Style named;
  if (name != nullptr && name->is_scalar()) {
    named = named_style(*name, element.scope());
  } else if (name != nullptr) {
    static_cast<void>(element.text("style"));  // reports its type
  }
  return merged(named, written_keys(element, element.table()));
}

Style read_style(MappingReader& element, std::string_view key) {
  const YamlNode* node = element.find(key);
  if (node == nullptr) {
    return {};
  }
  if (node->is_scalar()) {
    return named_style(*node, element.scope());
  }
  MappingReader reader(*node, style_mapping_table(), element.scope());
  return read_style(reader);
}

model::TextStyle text_style(const Style& style) {
  const Style whole = merged(default_style(), style);
  return {*whole.font, *whole.size_pt, *whole.color, *whole.tracking_em, *whole.line_pitch_em};
}

model::Fit fit_of(const Style& style, model::FitMode mode) {
  const Style whole = merged(default_style(), style);
  // Text that is smaller than the floor from the beginning does not shrink.
  return {whole.fit.value_or(mode), std::min(*whole.floor_pt, *whole.size_pt),
          *whole.one_line_scale};
}

void warn_of_unused_names(const Scope& scope) {
  // A shared file offers more than each of those that extend it takes.
  const auto is_offered = [&](std::size_t offset) {
    return scope.findings.source().is_appended(offset);
  };
  for (const auto& [name, style] : scope.styles) {
    if (!style.used && !is_offered(style.offset)) {
      scope.findings.warning("template/unused-style", style.offset,
                             {fmt::format("nothing uses the style '{}'", name),
                              fmt::format("样式 '{}' 未被使用", name)});
    }
  }
  for (const auto& [name, color] : scope.colors) {
    if (!color.used && !is_offered(color.offset)) {
      scope.findings.warning("template/unused-color", color.offset,
                             {fmt::format("nothing uses the colour '{}'", name),
                              fmt::format("颜色 '{}' 未被使用", name)});
    }
  }
}

}  // namespace certpress::parse
