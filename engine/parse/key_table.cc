#include "key_table.h"

#include <algorithm>
#include <stdexcept>

namespace certpress::parse {

const Key* Table::find(std::string_view name) const {
  const auto found = std::ranges::find(keys, name, &Key::name);
  return found == keys.end() ? nullptr : &*found;
}

const Key& Table::at(std::string_view name) const {
  if (const Key* key = find(name)) {
    return *key;
  }
  throw std::logic_error("no key " + std::string(name) + " in " + std::string(en));
}

std::vector<std::string_view> Table::names() const {
  std::vector<std::string_view> out;
  for (const Key& key : keys) {
    out.push_back(key.name);
  }
  return out;
}

std::vector<Key> joined(const std::vector<std::vector<Key>>& parts) {
  std::vector<Key> out;
  for (const auto& part : parts) {
    for (const Key& key : part) {
      const auto earlier = std::ranges::find(out, key.name, &Key::name);
      if (earlier == out.end()) {
        out.push_back(key);
      } else {
        *earlier = key;
      }
    }
  }
  return out;
}

}  // namespace certpress::parse
