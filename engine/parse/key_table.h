// The language as tables: which keys a mapping has, what each holds, its unit, range and default.
//
// The reader checks a file by these tables and the schema is printed from them, so that the two
// cannot disagree.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "literal.h"

namespace certpress::parse {

enum class Type {
  kText,         // one line; `maximum` characters
  kTexts,        // list of texts; of `words`, if there are any
  kIdentifier,   // a name that is given here: snake_case
  kId,           // kebab-case
  kNumber,       // of `unit`
  kInteger,      // whole number without unit
  kFlag,         // true or false
  kWord,         // one of `words`
  kColor,        // '#RRGGBB', '#RRGGBBAA' or the name of a colour
  kPoint,        // [x, y] in mm
  kSize,         // [width, height] in mm
  kBox,          // [x, y, width, height] in mm
  kComposition,  // text from fields
  kField,        // name of a field
  kFont,         // font role
  kStyleName,    // name of a style
  kStyle,        // name of a style, or its keys
  kAsset,        // path of a picture or an artwork
  kPathData,     // SVG path data
  kMapping,      // keys of `table`
  kMappings,     // list of such mappings
  kColors,       // mapping from names of the author's own to colours
  kStyles,       // the same to styles
  kFields,       // the same to fields, told apart by `kind`
  kRules,        // list of rules, told apart by their first key
  kElements,     // list of elements, told apart by `type`
};

struct Table;

struct Key {
  std::string_view name;
  Type type = Type::kText;
  Unit unit = Unit::kNone;
  bool required = false;
  // As an author would write it; empty when leaving the key out means something of its own, which
  // `says` tells then.
  std::string_view fallback = {};
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::vector<std::string_view> words = {};  // in the order of the model's enumerators
  const Table& (*table)() = nullptr;         // kMapping, kMappings, kStyle
  std::string_view says;                     // for people, in English
  std::string_view example = {};             // JSON
};

struct Table {
  std::string_view en;  // what has these keys: "a style"
  std::string_view zh;
  std::vector<Key> keys;

  // Null when there is none.
  [[nodiscard]] const Key* find(std::string_view name) const;
  // A key that is not there is a mistake of ours.
  [[nodiscard]] const Key& at(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> names() const;
};

// One of several mappings that a word (`type`, `kind`) tells apart.
struct Variant {
  std::string_view word;
  std::string_view says;
  Table table;
};

// All keys in order; a key that stands in a later part takes the place of an earlier one.
std::vector<Key> joined(const std::vector<std::vector<Key>>& parts);

}  // namespace certpress::parse
