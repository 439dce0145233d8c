// A YAML file as a tree of nodes that know their places. The wall around yaml-cpp.
//
// Scalars are kept as they are written: what a word means is decided by the key that it stands at.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings.h"
#include "source_text.h"

namespace certpress::parse {

// yaml-cpp holds up to 250 bytes for each byte of hostile input: 130 MB at this limit.
inline constexpr std::size_t kMaxYamlBytes = 512U << 10U;
inline constexpr std::size_t kMaxYamlDepth = 32;
inline constexpr std::size_t kMaxYamlNodes = 60'000;

struct YamlEntry;

struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMapping };
  Kind kind = Kind::kNull;
  std::size_t offset = 0;       // byte of the source where it begins; of an empty value, its key's
  std::string text;             // scalar
  std::vector<YamlNode> items;  // sequence
  std::vector<YamlEntry> entries;  // mapping; keys are scalars, each once

  YamlNode() = default;
  YamlNode(Kind of_kind, std::size_t at);

  [[nodiscard]] bool is_scalar() const { return kind == Kind::kScalar; }
  // The value of a mapping's key; null when there is none.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

// Nothing when there is no tree, with an error. Mistakes that leave a tree (a key that stands
// twice, an anchor) are reported too; then the tree is as if they were not there.
std::optional<YamlNode> read_yaml(const SourceText& source, Findings& findings);

// Where byte `index` of a scalar's text stands in the source. The scalar's beginning when escapes
// or folded lines hide the place.
std::size_t offset_in_scalar(const SourceText& source, const YamlNode& scalar, std::size_t index);

}  // namespace certpress::parse
