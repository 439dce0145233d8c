#include "nearest_word.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../base/utf8.h"

namespace certpress::parse {

namespace {

// Longer words are junk, and the time grows with the square of the length.
constexpr std::size_t kMaxLength = 48;

constexpr std::size_t kShortList = 8;

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  // Rows i - 2, i - 1 and i of the table whose cell (i, j) compares the first i and j characters.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.size() > 4 * kMaxLength || find_invalid_utf8(word)) {
    return {};
  }
  const std::u32string meant = to_utf32(word);
  if (meant.size() > kMaxLength) {
    return {};
  }
  // A third of the word may be wrong, of a short one a letter, and never all of it.
  std::size_t best = std::max<std::size_t>(1, meant.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : known) {
    const std::u32string one = to_utf32(candidate);
    const std::size_t distance = edit_distance(meant, one);
    if (distance < best && distance < std::max(meant.size(), one.size())) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

Message suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const bool can_be_listed = !known.empty() && known.size() <= kShortList;
  const std::string_view nearest = nearest_word(word, known);
  // Of two characters one is half of the word: who wrote 红色 did not mean 蓝色.
  constexpr std::size_t kTwo = 2;
  if (!nearest.empty() && !(can_be_listed && to_utf32(nearest).size() <= kTwo)) {
    return {fmt::format("did you mean '{}'?", nearest), fmt::format("是否应为 '{}'？", nearest)};
  }
  if (can_be_listed) {
    return {fmt::format("known are: {}", fmt::join(known, ", ")),
            fmt::format("可用：{}", fmt::join(known, "、"))};
  }
  return {};
}

}  // namespace certpress::parse
