// The hanzi of the national sets, and how many of them a font draws.
#pragma once

#include <string_view>
#include <vector>

#include "certpress/fonts.h"

namespace certpress::text {

// 通用规范汉字表 (2013) in the folder of the manifest: its hanzi in UTF-8, line breaks anywhere.
inline constexpr std::string_view kTghFile = "tgh-2013.txt";

struct Hanzi {
  char32_t character = 0;
  bool in_tgh = false;
  int level = 0;  // the lowest implementation level of GB 18030-2022 that demands it
};

// All 87,887 hanzi of GB 18030-2022. `tgh` is the text of kTghFile.
std::vector<Hanzi> national_hanzi(std::string_view tgh);

// `drawn[i]` tells about `hanzi[i]`.
Coverage count_coverage(const std::vector<Hanzi>& hanzi, const std::vector<bool>& drawn);

}  // namespace certpress::text
