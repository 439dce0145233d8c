// Private-use characters of old encodings, against the C library's own table of GB 18030.
#include "base/private_use.h"

#include <array>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <iconv.h>

#include "base/utf8.h"

namespace certpress {
namespace {

// What a two-byte code of GB 18030 means today; 0 when it means nothing.
char32_t decoded(unsigned code) {
  const iconv_t converter = iconv_open("UTF-32LE", "GB18030");
  std::string bytes{static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
  char* in = bytes.data();
  std::size_t in_left = bytes.size();
  char32_t character = 0;
  char* out = reinterpret_cast<char*>(&character);
  std::size_t out_left = sizeof character;
  iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  return character;
}

// The two-byte codes that GBK and GB 18030-2000 mapped to private use, with their characters there:
// A2E3, A6D9 to A6DF, A6EC and A6ED, A6F3, A8BC, A8BF, and FE50 to FEA0 in one run without FE7F.
std::map<char32_t, unsigned> old_codes() {
  std::map<char32_t, unsigned> codes{{0xE76C, 0xA2E3}, {0xE794, 0xA6EC}, {0xE795, 0xA6ED},
                                     {0xE796, 0xA6F3}, {0xE7C7, 0xA8BC}, {0xE7C8, 0xA8BF}};
  for (unsigned i = 0; i <= 6; ++i) {
    codes[0xE78D + i] = 0xA6D9 + i;
  }
  for (unsigned i = 0; i < 80; ++i) {
    codes[0xE815 + i] = 0xFE50 + i + (0xFE50 + i >= 0xFE7F ? 1 : 0);
  }
  return codes;
}

bool is_radical(char32_t c) { return c >= 0x2E80 && c <= 0x2FDF; }

TEST(StandardCharacter, IsWhatTheCodeMeansToday) {
  int with_replacement = 0;
  const std::map<char32_t, char32_t> still_private{{0xE816, 0x20087}, {0xE817, 0x20089},
                                                   {0xE818, 0x200CC}, {0xE831, 0x215D7},
                                                   {0xE83B, 0x2298F}, {0xE855, 0x241FE}};
  for (const auto& [private_use, code] : old_codes()) {
    char32_t today = decoded(code);
    ASSERT_NE(today, 0U) << std::hex << code;
    // The edition of 2022 leaves six codes in private use, and so does glibc from 2.39 on.
    if (today == private_use && still_private.contains(private_use)) {
      today = still_private.at(private_use);
    }
    const auto known = standard_character(private_use);
    if (is_radical(today)) {
      EXPECT_FALSE(known) << "a radical is no replacement: " << code_point_name(private_use);
      continue;
    }
    ++with_replacement;
    ASSERT_TRUE(known) << code_point_name(private_use);
    EXPECT_EQ(code_point_name(*known), code_point_name(today)) << code_point_name(private_use);
  }
  EXPECT_EQ(with_replacement, 79);
}

// 24 characters had private-use code points until the edition of 2022 (its annex D).
TEST(StandardCharacter, KnowsThe24OfTheEdition2005) {
  constexpr std::array<char32_t, 24> kUntil2022{0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792,
                                                0xE793, 0xE794, 0xE795, 0xE796, 0xE816, 0xE817,
                                                0xE818, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE831,
                                                0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864};
  for (const char32_t c : kUntil2022) {
    EXPECT_TRUE(standard_character(c)) << code_point_name(c);
  }
}

TEST(StandardCharacter, IsNothingForOtherPrivateUseAndForHanzi) {
  int known = 0;
  for (char32_t c = 0xE000; c <= 0xF8FF; ++c) {
    known += standard_character(c) ? 1 : 0;
  }
  EXPECT_EQ(known, 79);
  EXPECT_FALSE(standard_character(0xE000));
  EXPECT_FALSE(standard_character(0xF0000));
  EXPECT_FALSE(standard_character(U'证'));
}

}  // namespace
}  // namespace certpress
