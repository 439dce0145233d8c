#include "hashing_resources.h"

#include <fmt/format.h>

#include "base/sha256.h"

namespace certpress {

std::optional<Bytes> HashingResources::template_file(std::string_view name) const {
  auto bytes = resources_.template_file(name);
  if (bytes) {
    const std::lock_guard lock(mutex_);
    hashes_.insert_or_assign(std::string(name), sha256_hex(bytes->span()));
  }
  return bytes;
}

std::vector<std::string> HashingResources::template_ids() const {
  return resources_.template_ids();
}

std::vector<std::string> HashingResources::template_assets(std::string_view id) const {
  return resources_.template_assets(id);
}

std::optional<Bytes> HashingResources::font_data(std::string_view name) const {
  return resources_.font_data(name);
}

std::optional<Bytes> HashingResources::font_file(std::string_view path) const {
  return resources_.font_file(path);
}

std::string HashingResources::display_name(std::string_view template_file) const {
  return resources_.display_name(template_file);
}

std::string HashingResources::fingerprint() const {
  const std::lock_guard lock(mutex_);
  Sha256 all;
  for (const auto& [name, hash] : hashes_) {
    all.add(fmt::format("{}\n{}\n", name, hash));
  }
  return all.hex();
}

}  // namespace certpress
