// Numbers of a workbook as a person sees them.
#include "table/number_format.h"

#include <gtest/gtest.h>

namespace certpress::table {
namespace {

std::string shown(double value, std::string_view code, bool from_1904 = false) {
  return displayed(value, code, from_1904).value_or("refused");
}

TEST(NumberFormat, ANumberWithoutAFormatIsWrittenInPlainDigits) {
  EXPECT_EQ(shown(13800138000.0, "General"), "13800138000");
  EXPECT_EQ(shown(140100199001014, "General"), "140100199001014");
  EXPECT_EQ(shown(0.1 + 0.2, "General"), "0.3");
  EXPECT_EQ(shown(39.1, "General"), "39.1");
  EXPECT_EQ(shown(-2, "General"), "-2");
  EXPECT_EQ(shown(0, "General"), "0");
  EXPECT_EQ(shown(0.00001, "General"), "0.00001");
}

TEST(NumberFormat, MoreThanFifteenDigitsAreRefusedBecauseTheLastAreLost) {
  EXPECT_EQ(shown(140100199001011234.0, "General"), "refused");
  EXPECT_EQ(shown(140100199001011234.0, "0"), "refused");
  EXPECT_EQ(shown(999999999999999.0, "0"), "999999999999999");
}

TEST(NumberFormat, PlaceholdersPadAndRound) {
  EXPECT_EQ(shown(123, "000000"), "000123");
  EXPECT_EQ(shown(39.1, "0.000"), "39.100");
  EXPECT_EQ(shown(39.1, "0"), "39");
  EXPECT_EQ(shown(1234.5, "#,##0.00"), "1234.50");  // without grouping
  EXPECT_EQ(shown(0.5, "0%"), "50%");
  EXPECT_EQ(shown(1.25, "0.###"), "1.25");
  EXPECT_EQ(shown(1, "#.##"), "1");
  EXPECT_EQ(shown(13800138000.0, "000-0000-0000"), "138-0013-8000");
  EXPECT_EQ(shown(14, "\"晋\"000000\\号"), "晋000014号");
  EXPECT_EQ(shown(5, "[$￥-804]0.00"), "￥5.00");
}

TEST(NumberFormat, NegativesAndZerosHaveTheirSections) {
  EXPECT_EQ(shown(-2.5, "0.0"), "-2.5");
  EXPECT_EQ(shown(-2.5, "0.0;(0.0)"), "(2.5)");
  EXPECT_EQ(shown(0, "0.0;-0.0;\"-\""), "0");
  EXPECT_EQ(shown(-0.001, "0.0"), "0.0");
}

TEST(NumberFormat, WhatIsNotFollowedIsWrittenPlainly) {
  EXPECT_EQ(shown(1234, "0.00E+00"), "1234");
  EXPECT_EQ(shown(1500, "0,"), "1500");
  EXPECT_EQ(shown(1.5, "# ?/?"), "1.5");
}

TEST(NumberFormat, DatesComeAsDates) {
  EXPECT_EQ(shown(45352, "yyyy-mm-dd"), "2024-03-01");
  EXPECT_EQ(shown(45352, "yyyy\"年\"m\"月\"d\"日\""), "2024-03-01");
  EXPECT_EQ(shown(45352, builtin_format(14)), "2024-03-01");
  EXPECT_EQ(shown(45352, builtin_format(31)), "2024-03-01");
  EXPECT_EQ(shown(45352, builtin_format(57)), "2024-03-01");
  EXPECT_EQ(shown(45352, "[$-804]yyyy/m/d;@"), "2024-03-01");
  EXPECT_EQ(shown(45352.354166666664, "yyyy/m/d h:mm"), "2024-03-01 08:30:00");
  EXPECT_EQ(shown(0.354166666664, "h:mm"), "08:30:00");
  EXPECT_EQ(shown(45352, "yyyy/m"), "2024-03-01");
}

TEST(NumberFormat, TheLeapDayThatNeverWas) {
  EXPECT_EQ(shown(59, "yyyy-mm-dd"), "1900-02-28");
  EXPECT_EQ(shown(60, "yyyy-mm-dd"), "refused");
  EXPECT_EQ(shown(61, "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(shown(-1, "yyyy-mm-dd"), "refused");
  EXPECT_EQ(shown(43890, "yyyy-mm-dd", true), "2024-03-01");
}

}  // namespace
}  // namespace certpress::table
