#include "element.h"

#include <algorithm>

namespace certpress::model {

bool Element::allows(Objection objection) const {
  return std::ranges::find(allow, objection) != allow.end();
}

bool must_keep_clear(const Element& element) {
  return std::holds_alternative<ImageElement>(element.content) ||
         std::holds_alternative<TextElement>(element.content) ||
         std::holds_alternative<FieldElement>(element.content) ||
         std::holds_alternative<VerticalTextElement>(element.content) ||
         std::holds_alternative<ArcTextElement>(element.content) ||
         std::holds_alternative<CodeElement>(element.content);
}

bool may_be_ground(const Element& element) {
  const auto* image = std::get_if<ImageElement>(&element.content);
  return image != nullptr && image->asset.has_value();
}

}  // namespace certpress::model
