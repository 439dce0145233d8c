#include "base/utf8.h"

#include <gtest/gtest.h>

namespace certpress {
namespace {

TEST(Utf8, AcceptsAllLengthsAndComesBack) {
  const std::string text = "aé中𱁬";
  EXPECT_EQ(find_invalid_utf8(text), std::nullopt);
  EXPECT_EQ(to_utf32(text), U"aé中𱁬");
  EXPECT_EQ(to_utf8(to_utf32(text)), text);
  EXPECT_EQ(to_utf16(text), u"aé中𱁬");
}

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(find_invalid_utf8("ab\x80"), 2U);            // lone continuation
  EXPECT_EQ(find_invalid_utf8("a\xC0\x80"), 1U);         // overlong NUL
  EXPECT_EQ(find_invalid_utf8("\xE0\x80\x80"), 0U);      // overlong
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // above U+10FFFF
  EXPECT_EQ(find_invalid_utf8("ok\xE4\xB8"), 2U);        // cut short
  EXPECT_EQ(find_invalid_utf8("\xFF"), 0U);
}

TEST(Utf8, NamesCodePoints) {
  EXPECT_EQ(code_point_name(U'中'), "U+4E2D");
  EXPECT_EQ(code_point_name(U'𱁬'), "U+3106C");
}

}  // namespace
}  // namespace certpress
