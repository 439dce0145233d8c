#include "text/line_breaks.h"

#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace certpress::text {
namespace {

// The text with '|' where a line may break.
std::string broken(const std::string& text) {
  const std::u32string characters = to_utf32(text);
  const std::vector<LineBreak> breaks = find_line_breaks(text, characters);
  std::u32string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (breaks[i] == LineBreak::kAllowed) {
      out += U'|';
    }
    out += characters[i];
  }
  return to_utf8(out);
}

struct Kinsoku {
  std::string name;
  std::string expected;

  friend void PrintTo(const Kinsoku& test, std::ostream* out) { *out << test.name; }
};

class KinsokuTest : public testing::TestWithParam<Kinsoku> {};

TEST_P(KinsokuTest, BreaksOnlyWhereAllowed) {
  std::string text;
  for (const char c : GetParam().expected) {
    if (c != '|') {
      text += c;
    }
  }
  EXPECT_EQ(broken(text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    LineBreaks, KinsokuTest,
    testing::Values(Kinsoku{"BetweenHanzi", "道|路|运|输"},
                    Kinsoku{"ClosingPunctuationStays", "甲，|乙。|丙、|丁；|戊：|己！|庚？|辛"},
                    Kinsoku{"BracketsStayWithTheirContent",
                            "甲|（乙）|丙|《丁》|「戊」|『己』|【庚】|〔辛〕|壬"},
                    Kinsoku{"AsciiBracketsToo", "甲|(乙)|丙"},
                    Kinsoku{"QuotesStayWithTheirContent", "甲|“乙”|丙|‘丁’|戊"},
                    Kinsoku{"QuoteBehindBracket", "甲|（“乙”）|丙"},
                    Kinsoku{"DashIsWholeAndNeverFirst", "甲——|乙"},
                    Kinsoku{"EllipsisIsWholeAndNeverFirst", "甲……|乙"},
                    Kinsoku{"MiddleDotIsNeverFirst", "阿|依·|买|提"},
                    Kinsoku{"UnitsStayWithTheNumber", "5％|甲|5℃|乙"},
                    Kinsoku{"NumberStaysWhole", "甲|140123001|乙"},
                    Kinsoku{"LatinStaysWhole", "甲|A1A2-B,C.D/E@F|乙"},
                    Kinsoku{"FullWidthDigitsStayWhole", "甲|１２３|乙"},
                    Kinsoku{"NumberKeepsItsCounter", "4类3项|甲|12层|1201室|B座|8号|楼"},
                    Kinsoku{"DatesBreakBehindTheirWords", "2024年|01月|02日|止"},
                    Kinsoku{"SpaceStaysAtTheEnd", "甲 |乙"},
                    Kinsoku{"IdeographicSpacesStayAtTheEnd", "甲　　|乙"},
                    Kinsoku{"RareHanziBreakLikeOthers", "𠮷|𪚥|龘"}),
    [](const auto& test) { return test.param.name; });

TEST(LineBreaks, ANewlineForcesABreak) {
  const std::string text = "甲\n乙";
  const auto breaks = find_line_breaks(text, to_utf32(text));
  EXPECT_EQ(breaks[2], LineBreak::kMandatory);
}

TEST(LineBreaks, AnEmptyTextHasNone) { EXPECT_TRUE(find_line_breaks("", U"").empty()); }

}  // namespace
}  // namespace certpress::text
