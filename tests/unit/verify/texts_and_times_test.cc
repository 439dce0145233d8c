// What a report quotes of a stranger's file, and the dates that such a file claims.
#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "verify/certificate_text.h"
#include "verify/key_lists.h"
#include "verify/times.h"

namespace certpress::verify {
namespace {

std::string text_of_name(char32_t c) {
  std::string utf8;
  append_utf8(utf8, c);
  const pki::Owner<X509_NAME, X509_NAME_free> name(X509_NAME_new());
  X509_NAME_add_entry_by_txt(name.get(), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(utf8.data()),
                             static_cast<int>(utf8.size()), -1, 0);
  return name_text(name.get());
}

TEST(NameText, EscapesWhatPlaysTricksOnReaders) {
  for (const char32_t c :
       U"\u0080\u009F\u00AD\u061C\u180E\u200B\u200F\u2028\u202E\u2060\u206F\uFEFF"
       U"\uFFF9\uFFFB\U000E0000\U000E0FFF") {
    if (c != 0) {
      EXPECT_EQ(text_of_name(c), "CN=\\" + code_point_name(c));
    }
  }
}

TEST(NameText, KeepsTheNeighboursOfTheseCharacters) {
  for (const char32_t c :
       U"~\u00A0\u00AE\u061D\u180F\u2010\u2027\u202F\u2070\uFEFE\uFFFC\U000E1000") {
    if (c != 0) {
      std::string kept = "CN=";
      append_utf8(kept, c);
      EXPECT_EQ(text_of_name(c), kept) << code_point_name(c);
    }
  }
}

TEST(Quotable, IsShortPlainAscii) {
  EXPECT_EQ(quotable("Perms!~"), "Perms!~");
  EXPECT_EQ(quotable(std::string(40, 'a')), std::string(40, 'a'));
  for (const std::string& name : {std::string(), std::string(41, 'a'), std::string("a b"),
                                  std::string("a\x7F"), std::string("\xE7\xAB\xA0")}) {
    EXPECT_EQ(quotable(name), "?") << name;
  }
}

TEST(PdfDate, IsCompleteAndHasItsZone) {
  EXPECT_EQ(parse_pdf_date("D:20260501160000+08'00'"), 1'777'622'400);
  EXPECT_EQ(parse_pdf_date("D:20260501080000Z"), 1'777'622'400);
  EXPECT_EQ(parse_pdf_date("D:20260501133000+05'30'"), 1'777'622'400);
  EXPECT_EQ(parse_pdf_date("D:20260501070100-00'59'"), 1'777'622'400);
  EXPECT_EQ(parse_pdf_date("D:20261231235959Z"), 1'798'761'599);
  for (const char* date :
       {"", "20260501160000Z", "D:", "D:2026Z", "D:202605Z", "D:20260501Z", "D:2026050116Z",
        "D:202605011600Z", "D:20260501160000", "D:20260501160000X", "D:20260501160000Z ",
        "D:20260001000000Z", "D:20261301000000Z", "D:20260229000000Z", "D:20260501240000Z",
        "D:20260501160000+08'60'", "D:20260501006000Z", "D:20260501000060Z"}) {
    EXPECT_EQ(parse_pdf_date(date), std::nullopt) << date;
  }
}

}  // namespace
}  // namespace certpress::verify
