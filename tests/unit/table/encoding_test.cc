// Which encoding a table is in, rare characters in each, and bytes that are none.
#include "table/encoding.h"

#include "read_table.h"

namespace certpress::table {
namespace {

// 姓名,住址 / 𠮷䶮㛃,甲 in each encoding: characters of four bytes in GB 18030, outside of the BMP
// in UTF-16.
const std::string kUtf8 = "姓名,住址\n𠮷䶮㛃,甲\n";
const std::string kGb18030 =
    "\xD0\xD5\xC3\xFB,\xD7\xA1\xD6\xB7\n"
    "\x95\x34\xB2\x35\xFE\x9F\x82\x30\xB7\x31,\xBC\xD7\n";

std::string utf16(bool big, bool mark) {
  std::string out;
  const auto put = [&](unsigned unit) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) {
    put(0xFEFF);
  }
  for (const char16_t unit : std::u16string_view(u"姓名,住址\n𠮷䶮㛃,甲\n")) {
    put(unit);
  }
  return out;
}

struct Case {
  std::string name;
  std::string bytes;
  std::string encoding;

  friend void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }
};

class Encodings : public testing::TestWithParam<Case> {};

TEST_P(Encodings, AreFoundOutAndRareCharactersSurvive) {
  const auto table = open(table_file("a.csv", GetParam().bytes), {});
  EXPECT_EQ(table->encoding(), GetParam().encoding);
  EXPECT_EQ(read_rows(*table).lines, Lines{R"(2 {"姓名":"𠮷䶮㛃","住址":"甲"})"});
}

INSTANTIATE_TEST_SUITE_P(All, Encodings,
                         testing::Values(Case{"Utf8", kUtf8, "UTF-8"},
                                         Case{"Utf8WithMark", "\xEF\xBB\xBF" + kUtf8, "UTF-8"},
                                         Case{"Gb18030", kGb18030, "GB18030"},
                                         Case{"Gb18030WithMark", "\x84\x31\x95\x33" + kGb18030,
                                              "GB18030"},
                                         Case{"Utf16Le", utf16(false, true), "UTF-16LE"},
                                         Case{"Utf16Be", utf16(true, true), "UTF-16BE"}),
                         [](const testing::TestParamInfo<Case>& one) { return one.param.name; });

TEST(Encodings, Utf16WithoutAMarkIsSeenByItsZeros) {
  std::string text;
  for (const char c : std::string("name,number\nzhang,12345\n")) {
    text += {c, '\0'};
  }
  EXPECT_EQ(open(table_file("a.csv", text), {})->encoding(), "UTF-16LE");
}

// GB 18030-2022 gives these codes to characters that older tables put into the private use area.
TEST(Encodings, CodesOfGb18030MeanWhatTheStandardSaysToday) {
  const auto table = open(table_file("a.csv", "\xD0\xD5\xC3\xFB\n\xA6\xD9\xBC\xD7\n"), {});
  EXPECT_EQ(read_rows(*table).lines, Lines{R"(2 {"姓名":"︐甲"})"});
}

TEST(Encodings, ADamagedPlaceDoesNotMakeUtf8AnotherEncoding) {
  std::string text = "姓名,住址\n";
  for (int i = 0; i < 20; ++i) {
    text += "甲,太原市样例区虚构大街\n";
  }
  text += "乙,样\xE4\xBE例区\n";
  const auto table = open(table_file("a.csv", text), {});
  EXPECT_EQ(table->encoding(), "UTF-8");
  EXPECT_EQ(read_rows(*table).lines.back(), "22 table/bad-byte/住址");
}

TEST(Encodings, ABadByteRefusesItsCellOnly) {
  const auto table = open(table_file("a.csv", kGb18030 + "\xBC\xD7,\xFF\n\xBC\xD7,\xBC\xD7\n"), {});
  EXPECT_EQ(read_rows(*table).lines,
            (Lines{R"(2 {"姓名":"𠮷䶮㛃","住址":"甲"})", "3 table/bad-byte/住址",
                   R"(4 {"姓名":"甲","住址":"甲"})"}));
}

TEST(Encodings, MayBeSaidAndUnknownOnesAreRefused) {
  const std::string file = table_file("a.csv", kGb18030);
  for (const char* name : {"GBK", "gb2312", "GB18030", "gb-18030"}) {
    EXPECT_EQ(read_rows(*open(file, {.encoding = name})).lines,
              Lines{R"(2 {"姓名":"𠮷䶮㛃","住址":"甲"})"});
  }
  // The second name is valid UTF-8 by accident.
  EXPECT_EQ(refused_with(file, {.encoding = "UTF-8"}), Lines{"table/bad-byte:1"});
  EXPECT_EQ(refused_with(file, {.encoding = "EBCDIC"}), Lines{"table/unknown-encoding"});
}

// Half a character at the end of a block is not lost.
TEST(Encodings, CharactersAcrossBlocksAreWhole) {
  std::string text = "姓名\n";
  for (int i = 0; i < 70'000; ++i) {
    text += "𠮷";
  }
  const ReadRows read = read_rows(*open(table_file("a.csv", text + "\n"), {}));
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_TRUE(read.rows[0].problems.empty());
  EXPECT_EQ(read.rows[0].json.size(), 70'000U * 4 + 13);
}

}  // namespace
}  // namespace certpress::table
