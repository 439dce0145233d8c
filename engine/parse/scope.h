// What the words of a file may refer to: its colours and styles, the fields of the template, the
// roles of the fonts.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../base/geometry.h"
#include "../base/paint.h"
#include "../model/field.h"
#include "../model/style.h"
#include "findings.h"

namespace certpress::parse {

// Something that the author gave a name, and whether anything refers to it.
template <typename T>
struct Named {
  T value;
  std::size_t offset = 0;  // of its name in the file
  bool used = false;
};

template <typename T>
using NamedMap = std::map<std::string, Named<T>, std::less<>>;

// A style as far as it was written; the rest is decided by who uses it.
struct Style {
  std::optional<std::string> font;
  std::optional<double> size_pt;
  std::optional<Color> color;
  std::optional<double> tracking_em;
  std::optional<double> line_pitch_em;
  std::optional<model::FitMode> fit;
  std::optional<double> floor_pt;
  std::optional<double> one_line_scale;
};

// The fields of the template, which its artworks share.
class KnownFields {
 public:
  void add(model::Field field, std::size_t offset);
  [[nodiscard]] const std::vector<model::Field>& list() const { return fields_; }
  [[nodiscard]] model::Field& at(std::size_t index) { return fields_.at(index); }
  [[nodiscard]] std::vector<std::string_view> names() const;
  // The field of this name, which counts as used from now on.
  std::optional<std::size_t> use(std::string_view name);
  [[nodiscard]] bool is_used(std::size_t index) const { return used_.at(index); }
  // Where the field's name stands in the template.
  [[nodiscard]] std::size_t offset(std::size_t index) const { return offsets_.at(index); }

 private:
  std::vector<model::Field> fields_;
  std::vector<std::size_t> offsets_;
  std::vector<bool> used_;
};

class AssetLoader;

// One file in the reading, with those that it extends. Refers to what outlives the reading of the
// file.
struct Scope {
  Findings& findings;
  KnownFields& fields;
  const std::vector<std::string>& font_roles;
  AssetLoader& assets;
  Size page{};  // mm; of an artwork, its own size
  NamedMap<Color> colors{};
  NamedMap<Style> styles{};
};

}  // namespace certpress::parse
