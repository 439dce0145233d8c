// What the worst cases fill fields with.
#include "stress/worst_cases.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace certpress::stress {
namespace {

using model::Field;
using model::Kind;

// Every case's value of a field that a text element prints; empty where it is absent.
std::vector<std::string> printed_values(const Field& field) {
  model::Template tmpl;
  tmpl.fields = {field};
  model::TextElement text;
  text.text = {{{{model::Placeholder{}}, false}}};
  tmpl.elements.emplace_back();
  tmpl.elements.back().content = text;
  std::vector<std::string> out;
  for (const WorstCase& worst : worst_cases(tmpl)) {
    const model::Value* value = worst.record.value(0);
    out.push_back(value == nullptr
                      ? ""
                      : model::printed(*value, model::PeriodEnd::kBoth, model::kDefaultDateFormat));
  }
  return out;
}

bool holds(const std::vector<std::string>& values, const std::string& wanted) {
  return std::ranges::find(values, wanted) != values.end();
}

std::size_t longest(const std::vector<std::string>& values) {
  std::size_t most = 0;
  for (const std::string& value : values) {
    most = std::max(most, to_utf32(value).size());
  }
  return most;
}

Field of_kind(Kind kind) {
  Field field;
  field.name = "f";
  field.kind = kind;
  return field;
}

Field code_field(bool several) {
  Field field = of_kind(Kind::kCode);
  auto list = std::make_shared<model::CodeList>();
  list->entries = {{"1", "一"}, {"2", "一二三"}, {"3", "一二"}};
  field.codes = list;
  field.several = several;
  return field;
}

TEST(WorstCases, TextTakesItsDeclaredLengthsInWideAndRareCharacters) {
  Field field = of_kind(Kind::kText);
  field.min_length = 2;
  field.max_length = 5;
  const auto values = printed_values(field);
  EXPECT_TRUE(holds(values, "鑫鑫鑫鑫鑫"));
  EXPECT_TRUE(holds(values, "龘𪚥龘𪚥龘"));
  EXPECT_TRUE(holds(values, "鑫鑫"));
  EXPECT_TRUE(holds(values, "")) << "absent where it is optional";
  EXPECT_EQ(longest(values), 5U);
}

TEST(WorstCases, TextTakesItsDeclaredLengthWithoutAPlaceToBreak) {
  Field field = of_kind(Kind::kText);
  field.max_length = 4;
  const auto values = printed_values(field);
  EXPECT_TRUE(holds(values, "WWWW"));
  EXPECT_TRUE(holds(values, "W888"));
}

TEST(WorstCases, EachOptionalFieldIsAbsentOnceWhileAllOthersAreThere) {
  model::Template tmpl;
  for (const char* name : {"a", "b", "c"}) {
    tmpl.fields.push_back(of_kind(Kind::kText));
    tmpl.fields.back().name = name;
  }
  tmpl.fields[1].required = true;
  std::vector<std::string> present;  // "a-c": field b is absent
  for (const WorstCase& worst : worst_cases(tmpl)) {
    std::string fields;
    for (std::size_t i = 0; i < tmpl.fields.size(); ++i) {
      fields += worst.record.value(i) != nullptr ? tmpl.fields[i].name : "-";
    }
    present.push_back(fields);
  }
  EXPECT_TRUE(holds(present, "-bc"));
  EXPECT_TRUE(holds(present, "ab-"));
  EXPECT_TRUE(holds(present, "-b-"));
  EXPECT_FALSE(holds(present, "a-c")) << "a required field is always there";
  EXPECT_EQ(worst_cases(tmpl).back().name.en, "every field at its longest, without c");
}

TEST(WorstCases, RequiredFieldsAreNeverAbsent) {
  Field field = of_kind(Kind::kName);
  field.required = true;
  const auto values = printed_values(field);
  EXPECT_FALSE(holds(values, ""));
  EXPECT_TRUE(holds(values, "鑫"));
  EXPECT_EQ(longest(values), 50U) << "the kind's own limit";
}

TEST(WorstCases, TextThatOnlyACodeHoldsIsAnAddressInAscii) {
  model::Template tmpl;
  Field field = of_kind(Kind::kText);
  field.max_length = 3;
  tmpl.fields = {field};
  const std::vector<WorstCase> cases = worst_cases(tmpl);
  EXPECT_EQ(std::get<std::string>(*cases.front().record.value(0)), "WWW");
}

TEST(WorstCases, DatesAreDaysAndLongTerm) {
  const auto values = printed_values(of_kind(Kind::kDateOrLongTerm));
  EXPECT_TRUE(holds(values, "2028年12月30日"));
  EXPECT_TRUE(holds(values, "长期"));
  const auto periods = printed_values(of_kind(Kind::kPeriod));
  EXPECT_TRUE(holds(periods, "2028年10月20日至2028年12月30日"));
  EXPECT_TRUE(holds(periods, "2028年10月20日至长期"));
}

TEST(WorstCases, CodesAreTheLongestAndTheShortestEntry) {
  const auto values = printed_values(code_field(false));
  EXPECT_TRUE(holds(values, "一二三"));
  EXPECT_TRUE(holds(values, "一"));
}

TEST(WorstCases, SeveralCodesFillTheirLimit) {
  Field field = code_field(true);
  EXPECT_EQ(longest(printed_values(field)), 8U) << "all entries with two commas";
  field.max_length = 6;
  EXPECT_TRUE(holds(printed_values(field), "一二三，一二"));
  field.solid = true;
  EXPECT_TRUE(holds(printed_values(field), "一二三一二一"));
}

TEST(WorstCases, NumbersReachTheirMaximumWithUnitAndDecimals) {
  Field field = of_kind(Kind::kDecimal);
  field.maximum = 999;
  field.decimals = 3;
  field.unit = "吨";
  EXPECT_TRUE(holds(printed_values(field), "999.888吨"));
  field = of_kind(Kind::kInteger);
  EXPECT_TRUE(holds(printed_values(field), std::string(15, '8')));
}

TEST(WorstCases, EveryKindHasAValue) {
  for (const Kind kind : model::all_kinds()) {
    Field field = kind == Kind::kCode ? code_field(false) : of_kind(kind);
    field.required = true;
    const auto values = printed_values(field);
    const bool prints = kind != Kind::kFlag && kind != Kind::kImage;
    EXPECT_EQ(longest(values) > 0, prints) << to_string(kind);
  }
}

}  // namespace
}  // namespace certpress::stress
