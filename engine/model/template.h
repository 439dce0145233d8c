// A template: the official layout of one certificate. Immutable; a Template that exists is valid.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "element.h"
#include "rule.h"

namespace certpress::model {

struct Template {
  std::string id;
  std::string title;
  std::string version;
  std::string standard;
  std::string file;  // for messages
  Size page;         // mm
  Color background{255, 255, 255, 1};
  std::vector<Field> fields;
  std::vector<Rule> rules;        // about fields, by their place above
  std::vector<Element> elements;  // in drawing order
  // The files of pictures and artworks that it shows, below the templates' folder; sorted.
  std::vector<std::string> assets;

  [[nodiscard]] std::optional<std::size_t> field_index(std::string_view name_or_label) const;
  // How large the field's picture is shown, mm: no element has a wider or a higher box for it.
  // Infinite when an artwork shows it, which may be scaled.
  [[nodiscard]] Size picture_size(std::size_t field) const;
};

}  // namespace certpress::model
