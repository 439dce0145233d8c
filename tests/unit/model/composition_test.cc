#include "model/composition.h"

#include <gtest/gtest.h>

#include "model/template.h"

namespace certpress::model {
namespace {

Composition number_row() {
  return {{{{"晋交运管许可", Placeholder{0, PeriodEnd::kBoth, {}}, "字",
             Placeholder{1, PeriodEnd::kBoth, {}}, "号"},
            false}}};
}

TEST(Compose, FillsFieldsAndRemembersWhereTheyCameFrom) {
  const Record record({Value(std::string("并")), Value(std::string("140100000001"))});
  const auto composed = compose(number_row(), record);
  ASSERT_TRUE(composed);
  EXPECT_EQ(composed->text, "晋交运管许可并字140100000001号");
  EXPECT_EQ(composed->field_at(0), std::nullopt);
  EXPECT_EQ(composed->field_at(18), 0U);
  EXPECT_EQ(composed->field_at(25), 1U);
}

TEST(Compose, IsNothingWhenAllFieldsAreAbsent) { EXPECT_FALSE(compose(number_row(), Record())); }

TEST(Compose, KeepsStaticTextWithoutARecord) {
  const Composition fixed{{{{"核发机关"}, false}}};
  EXPECT_TRUE(fixed.is_static());
  ASSERT_TRUE(compose(fixed, Record()));
  EXPECT_EQ(compose(fixed, Record())->text, "核发机关");
}

TEST(Compose, LeavesOutAnOptionalSegmentWhoseFieldIsAbsent) {
  const Composition plate{{{{Placeholder{0, PeriodEnd::kBoth, {}}}, false},
                           {{"（", Placeholder{1, PeriodEnd::kBoth, {}}, "）"}, true}}};
  const Value number = std::string("晋A12345");
  EXPECT_EQ(compose(plate, Record({number, std::nullopt}))->text, "晋A12345");
  EXPECT_EQ(compose(plate, Record({number, Value(std::string("黄色"))}))->text, "晋A12345（黄色）");
}

TEST(Printed, DatesFollowTheirFormat) {
  const Value date = Date{2024, 3, 1};
  EXPECT_EQ(printed(date, PeriodEnd::kBoth, kDefaultDateFormat), "2024年03月01日");
  EXPECT_EQ(printed(date, PeriodEnd::kBoth, "YYYY年M月D日"), "2024年3月1日");
  EXPECT_EQ(printed(date, PeriodEnd::kBoth, "YYYY-MM-DD"), "2024-03-01");
  EXPECT_EQ(printed(LongTerm{}, PeriodEnd::kBoth, kDefaultDateFormat), "长期");
}

TEST(Printed, PeriodsPrintBothEndsOrOne) {
  const Value period = Period{{2024, 3, 1}, LongTerm{}};
  EXPECT_EQ(printed(period, PeriodEnd::kBoth, kDefaultDateFormat), "2024年03月01日至长期");
  EXPECT_EQ(printed(period, PeriodEnd::kFrom, kDefaultDateFormat), "2024年03月01日");
  EXPECT_EQ(printed(period, PeriodEnd::kUntil, kDefaultDateFormat), "长期");
}

TEST(Kind, SpellingsComeBack) {
  for (const Kind kind : all_kinds()) {
    EXPECT_EQ(kind_from(to_string(kind)), kind);
  }
  EXPECT_EQ(kind_from("dates"), std::nullopt);
  EXPECT_EQ(all_kinds().size(), 16U);
}

}  // namespace
}  // namespace certpress::model
