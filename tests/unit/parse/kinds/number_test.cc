// Kinds integer, decimal and dimensions.
#include <gtest/gtest.h>

#include "kind_table.h"

namespace certpress::parse {

using model::Field;
using model::Kind;

TEST(IntegerKind, TakesWholeNumbers) {
  Field field = of_kind(Kind::kInteger);
  field.unit = "座";
  field.maximum = 1e6;
  expect_good(field, {{"51", "51座"},
                      {R"("51")", "51座"},
                      {R"("５１")", "51座"},
                      {R"(" 51 ")", "51座"},
                      {"0", "0座"},
                      {"-0", "0座"},
                      {R"("-0")", "0座"},
                      {"-5", "-5座"},
                      {R"("-5")", "-5座"},
                      {"1000000", "1000000座"},
                      {R"("1000000")", "1000000座"},
                      {"7", "7座"},
                      {"10", "10座"},
                      {R"("10")", "10座"},
                      {"-999999999999999", "-999999999999999座"}});
}

TEST(IntegerKind, RefusesTheRest) {
  Field field = of_kind(Kind::kInteger);
  field.minimum = 1;
  field.maximum = 300;
  expect_bad(field, {{"0", "record/too-small"},
                     {"301", "record/too-great"},
                     {"-1", "record/too-small"},
                     {"5.5", "record/bad-number"},
                     {"5.0", "record/bad-number"},
                     {"1e2", "record/bad-number"},
                     {R"("051")", "record/bad-number"},
                     {R"("+51")", "record/bad-number"},
                     {R"("51座")", "record/bad-number"},
                     {R"("五十一")", "record/bad-number"},
                     {R"("1,000")", "record/bad-number"},
                     {R"("0x33")", "record/bad-number"},
                     {R"("5 1")", "record/bad-number"},
                     {R"("--5")", "record/bad-number"},
                     {R"("-")", "record/bad-number"},
                     {"1234567890123456", "record/bad-number"},
                     {"123456789012345678901234567890", "record/bad-number"},
                     {R"("NaN")", "record/bad-number"},
                     {"true", "record/wrong-type"},
                     {"[5]", "record/wrong-type"}});
}

TEST(DecimalKind, PrintsTheDecimalsOfTheField) {
  Field field = of_kind(Kind::kDecimal);
  field.decimals = 3;
  field.unit = "吨";
  expect_good(field, {{R"("39.100")", "39.100吨"},
                      {"39.1", "39.100吨"},
                      {"39.100", "39.100吨"},
                      {"39", "39.000吨"},
                      {R"("39")", "39.000吨"},
                      {R"("31.5")", "31.500吨"},
                      {"11.885", "11.885吨"},
                      {R"("11.8850")", "11.885吨"},
                      {"0.1", "0.100吨"},
                      {R"("0")", "0.000吨"},
                      {"-0.0", "0.000吨"},
                      {"-1.5", "-1.500吨"},
                      {R"("３９．１")", "39.100吨"},
                      {R"(" 39.1 ")", "39.100吨"},
                      {"0.3", "0.300吨"},
                      {R"("123456789012.345")", "123456789012.345吨"}});
}

TEST(DecimalKind, RefusesTheRest) {
  Field field = of_kind(Kind::kDecimal);
  field.decimals = 3;
  field.minimum = 0;
  field.maximum = 999;
  expect_bad(field, {{"39.1234", "record/too-precise"},
                     {R"("0.0001")", "record/too-precise"},
                     {"999.001", "record/too-great"},
                     {"-0.001", "record/too-small"},
                     {R"("39.")", "record/bad-number"},
                     {R"(".5")", "record/bad-number"},
                     {R"("39,1")", "record/bad-number"},
                     {R"("39.1吨")", "record/bad-number"},
                     {R"("1e2")", "record/bad-number"},
                     {"1e2", "record/bad-number"},
                     {R"("039.1")", "record/bad-number"},
                     {R"("3 9.1")", "record/bad-number"},
                     {R"("39.1.0")", "record/bad-number"},
                     {R"("inf")", "record/bad-number"},
                     {R"("+1")", "record/bad-number"},
                     {R"("0.00000000000000001")", "record/bad-number"},
                     {"{}", "record/wrong-type"}});
}

TEST(DimensionsKind, TakesLengthWidthAndHeight) {
  const std::string printed = "6980×2550×3950mm";
  expect_good(of_kind(Kind::kDimensions),
              {{R"("6980×2550×3950")", printed},
               {R"("6980x2550x3950")", printed},
               {R"("6980X2550X3950")", printed},
               {R"("6980*2550*3950")", printed},
               {R"("6980×2550×3950mm")", printed},
               {R"("6980×2550×3950毫米")", printed},
               {R"("6980×2550x3950MM")", printed},
               {R"("６９８０×２５５０×３９５０")", printed},
               {R"("6980＊2550＊3950")", printed},
               {R"(" 6980×2550×3950 ")", printed},
               {R"({"length": 6980, "width": 2550, "height": 3950})", printed},
               {R"({"height": 3950, "length": 6980, "width": 2550})", printed},
               {R"({"length": "6980", "width": "2550", "height": "3950"})", printed},
               {R"("1×1×1")", "1×1×1mm"},
               {R"("99999×99999×99999")", "99999×99999×99999mm"}});
}

TEST(DimensionsKind, NotesNoCapitalsWhereNoneArePrinted) {
  const ReadRecord got = read_one(of_kind(Kind::kDimensions), R"("6980x2550x3950mm")");
  EXPECT_EQ(got.printed(), "6980×2550×3950mm");
  EXPECT_EQ(got.problems(Severity::kNote), std::vector<std::string>());
}

TEST(DimensionsKind, RefusesTheRest) {
  expect_bad(
      of_kind(Kind::kDimensions),
      {{R"("6980×2550")", "record/bad-dimensions"},
       {R"("6980×2550×3950×1")", "record/bad-dimensions"},
       {R"("6980×2550×")", "record/bad-dimensions"},
       {R"("×2550×3950")", "record/bad-dimensions"},
       {R"("0×2550×3950")", "record/bad-dimensions"},
       {R"("-1×2550×3950")", "record/bad-dimensions"},
       {R"("06980×2550×3950")", "record/bad-dimensions"},
       {R"("6.98×2.55×3.95m")", "record/bad-dimensions"},
       {R"("6980 × 2550 × 3950")", "record/bad-dimensions"},
       {R"("100000×2550×3950")", "record/bad-dimensions"},
       {R"("6980/2550/3950")", "record/bad-dimensions"},
       {R"({"length": 6980, "width": 2550})", "record/bad-dimensions"},
       {R"({"length": 6980, "width": 2550, "height": 3950, "x": 1})", "record/bad-dimensions"},
       {R"({"length": 6980, "width": 2550, "width": 3950})", "record/bad-dimensions"},
       {R"({"length": 6980.5, "width": 2550, "height": 3950})", "record/bad-dimensions"},
       {R"({"length": null, "width": 2550, "height": 3950})", "record/bad-dimensions"},
       {R"({"length": [], "width": 2550, "height": 3950})", "record/bad-dimensions"},
       {R"([6980, 2550, 3950])", "record/wrong-type"},
       {"6980", "record/wrong-type"}});
}

}  // namespace certpress::parse
