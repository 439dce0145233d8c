#include "diagnosis.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace certpress::service {

namespace {

// Levenshtein's.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row.back();
}

}  // namespace

Place in_file(const std::filesystem::path& file) {
  Place place;
  place.file = file.string();
  return place;
}

Diagnostic error_at(const Place& place, std::string code, Message message, Message hint) {
  return {Severity::kError, std::move(code), place, std::move(message), std::move(hint)};
}

Message suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const auto closest = std::ranges::min_element(
      known, {}, [&](std::string_view candidate) { return distance(word, candidate); });
  if (closest == known.end() || distance(word, *closest) > 1 + word.size() / 4) {
    return {};
  }
  return {fmt::format("did you mean '{}'?", *closest), fmt::format("是否应为 '{}'？", *closest)};
}

}  // namespace certpress::service
