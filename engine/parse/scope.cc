#include "scope.h"

#include <algorithm>
#include <utility>

namespace certpress::parse {

void KnownFields::add(model::Field field, std::size_t offset) {
  fields_.push_back(std::move(field));
  offsets_.push_back(offset);
  used_.push_back(false);
}

std::vector<std::string_view> KnownFields::names() const {
  std::vector<std::string_view> out;
  for (const model::Field& field : fields_) {
    out.emplace_back(field.name);
  }
  return out;
}

std::optional<std::size_t> KnownFields::use(std::string_view name) {
  const auto found = std::ranges::find(fields_, name, &model::Field::name);
  if (found == fields_.end()) {
    return std::nullopt;
  }
  const auto index = static_cast<std::size_t>(found - fields_.begin());
  used_[index] = true;
  return index;
}

}  // namespace certpress::parse
