#include "coverage.h"

#include <cstddef>
#include <string>
#include <unordered_set>

#include "../base/utf8.h"
#include "character_info.h"

namespace certpress::text {

std::vector<Hanzi> national_hanzi(std::string_view tgh) {
  const std::u32string table = to_utf32(tgh);
  const std::unordered_set<char32_t> in_table(table.begin(), table.end());
  std::vector<Hanzi> hanzi;
  for (char32_t c = 0x3400; c <= 0x2EBE0; ++c) {
    if (!in_gb18030_level3(c)) {
      continue;
    }
    const bool in_tgh = in_table.contains(c);
    // Level 2 is level 1 and what of 通用规范汉字表 lies outside it.
    hanzi.push_back({c, in_tgh, in_gb18030_level1(c) ? 1 : in_tgh ? 2 : 3});
  }
  return hanzi;
}

Coverage count_coverage(const std::vector<Hanzi>& hanzi, const std::vector<bool>& drawn) {
  Coverage coverage;
  for (std::size_t i = 0; i < hanzi.size(); ++i) {
    if (!drawn[i]) {
      continue;
    }
    coverage.tgh += hanzi[i].in_tgh ? 1 : 0;
    coverage.gb18030_level1 += hanzi[i].level <= 1 ? 1 : 0;
    coverage.gb18030_level2 += hanzi[i].level <= 2 ? 1 : 0;
    coverage.gb18030_level3 += 1;
  }
  return coverage;
}

}  // namespace certpress::text
