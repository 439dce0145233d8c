// The names of the signature levels, for profiles, options, requests, reports and journals.
#include <algorithm>
#include <array>

#include "certpress/signing.h"

namespace certpress {

namespace {

constexpr std::array<std::string_view, 4> kNames{"B-B", "B-T", "B-LT", "B-LTA"};
constexpr std::string_view kBaseline = "B-";

}  // namespace

std::string_view name_of(SignatureLevel level) {
  return kNames.at(static_cast<std::size_t>(level));
}

std::optional<SignatureLevel> signature_level(std::string_view short_name) {
  const auto* const found = std::ranges::find(
      kNames, short_name, [](std::string_view name) { return name.substr(kBaseline.size()); });
  if (found == kNames.end()) {
    return std::nullopt;
  }
  return static_cast<SignatureLevel>(found - kNames.begin());
}

}  // namespace certpress
