// Kinds code and flag.
#include <gtest/gtest.h>

#include "kind_table.h"

namespace certpress::parse {

using model::Field;
using model::Kind;

namespace {
std::shared_ptr<const model::CodeList> scope_list() {
  auto list = std::make_shared<model::CodeList>();
  list->id = "business-scope";
  list->entries = {{"02101", "道路普通货物运输"},
                   {"02201", "货物专用运输（集装箱）"},
                   {"02202", "货物专用运输（冷藏保鲜设备）"},
                   {"01104", "省际班车客运"}};
  return list;
}

Field code_field(bool several) {
  Field field = of_kind(Kind::kCode);
  field.codes = scope_list();
  field.several = several;
  return field;
}

}  // namespace

TEST(CodeKind, TakesCodesAndTexts) {
  EXPECT_EQ(read_one(code_field(false), R"("02101")").printed(), "道路普通货物运输");
  EXPECT_EQ(read_one(code_field(false), R"(" 省际班车客运 ")").printed(), "省际班车客运");
  const std::string two = "道路普通货物运输，省际班车客运";
  expect_good(code_field(true),
              {{R"("02101")", "道路普通货物运输"},
               {R"("道路普通货物运输")", "道路普通货物运输"},
               {R"(["02101"])", "道路普通货物运输"},
               {R"(["道路普通货物运输"])", "道路普通货物运输"},
               {R"(["02101", "01104"])", two},
               {R"(["02101", "省际班车客运"])", two},
               {R"("02101,01104")", two},
               {R"("02101，01104")", two},
               {R"("02101, 01104")", two},
               {R"("道路普通货物运输，省际班车客运")", two},
               {R"("道路普通货物运输,省际班车客运")", two},
               {R"(" 02101 ， 省际班车客运 ")", two},
               {R"(["01104", "02101"])", "省际班车客运，道路普通货物运输"},
               {R"("货物专用运输（集装箱）")", "货物专用运输（集装箱）"},
               {R"(["02201", "02202"])", "货物专用运输（集装箱），货物专用运输（冷藏保鲜设备）"}});
}

TEST(CodeKind, RefusesAListThatPrintsLongerThanItMay) {
  Field field = code_field(true);
  field.max_length = 15;
  EXPECT_EQ(read_one(field, R"(["02101", "01104"])").printed(), "道路普通货物运输，省际班车客运")
      << "8 and 6 characters with a comma";
  field.max_length = 14;
  EXPECT_EQ(read_one(field, R"(["02101", "01104"])").errors().front(), "record/too-long /f");
}

TEST(CodeKind, LooksUpNoWordThatIsFarLongerThanAnyEntry) {
  for (const bool several : {false, true}) {
    const auto first_error = [&](std::size_t length) {
      const std::string word = '"' + std::string(length, 'x') + '"';
      return read_one(code_field(several), several ? "[" + word + "]" : word).errors().front();
    };
    EXPECT_EQ(first_error(100).substr(0, 19), "record/unknown-code");
    EXPECT_EQ(first_error(2000).substr(0, 15), "record/too-long");
  }
}

TEST(CodeKind, RefusesWhatTheListHasNot) {
  EXPECT_EQ(read_one(code_field(false), R"(["02101"])").errors().front(), "record/wrong-type /f");
  EXPECT_EQ(read_one(code_field(true), R"(["02101", "02199"])").errors().front(),
            "record/unknown-code /f/1");
  expect_bad(code_field(true), {{R"("02199")", "record/unknown-code"},
                                {R"("道路货物运输")", "record/unknown-code"},
                                {R"j("货物专用运输(集装箱)")j", "record/unknown-code"},
                                {R"("02101、01104")", "record/unknown-code"},
                                {R"("02101;01104")", "record/unknown-code"},
                                {R"("02101,")", "record/unknown-code"},
                                {R"(",")", "record/unknown-code"},
                                {R"("2101")", "record/unknown-code"},
                                {R"("02101,02101")", "record/duplicate-code"},
                                {R"(["02101", "道路普通货物运输"])", "record/duplicate-code"},
                                {R"([""])", "record/unknown-code"},
                                {R"([2101])", "record/wrong-type"},
                                {R"([["02101"]])", "record/wrong-type"},
                                {R"(2101)", "record/wrong-type"},
                                {R"({"code": "02101"})", "record/wrong-type"},
                                {R"("021\u200B01")", "record/default-ignorable"}});
}

TEST(CodeKind, HintsAtTheNearestText) {
  const ReadRecord read = read_one(code_field(false), R"("道路普通货运运输")");
  ASSERT_EQ(read.errors().size(), 1U);
  EXPECT_EQ(read.diagnostics.front().hint.en, "did you mean '道路普通货物运输'?");
}

TEST(CodeKind, TakesAnEmptyListForAbsent) {
  Field field = code_field(true);
  EXPECT_EQ(read_one(field, "[]").printed(), "(absent)");
  field.required = true;
  EXPECT_EQ(read_one(field, "[]").errors().front(), "record/missing-field /f");
}

TEST(CodeKind, SetSolidReadsAndPrintsCodesOneBehindTheOther) {
  auto list = std::make_shared<model::CodeList>();
  list->id = "driving-class";
  list->entries = {{"A1", "A1"}, {"A2", "A2"}, {"B2", "B2"}, {"E", "E"}, {"EX", "E特"}};
  Field field = of_kind(Kind::kCode);
  field.codes = list;
  field.several = true;
  field.solid = true;
  field.max_length = 6;
  expect_good(field, {{R"("A1")", "A1"},
                      {R"("A1A2")", "A1A2"},
                      {R"("A2E")", "A2E"},
                      {R"("EA2")", "EA2"},
                      {R"("A1A2E")", "A1A2E"},
                      {R"("A1,A2")", "A1A2"},
                      {R"("A1，A2")", "A1A2"},
                      {R"("A1, A2")", "A1A2"},
                      {R"("A1A2,E")", "A1A2E"},
                      {R"(["A1"])", "A1"},
                      {R"(["A1", "A2"])", "A1A2"},
                      {R"(["A2", "E"])", "A2E"},
                      {R"(" A2E ")", "A2E"},
                      {R"("A1EX")", "A1E特"},
                      {R"("E特A1")", "E特A1"}});
  expect_bad(field, {{R"("A7")", "record/unknown-code"},
                     {R"("A")", "record/unknown-code"},
                     {R"("A1A")", "record/unknown-code"},
                     {R"("A1A7E")", "record/unknown-code"},
                     {R"("XA1")", "record/unknown-code"},
                     {R"("A1 A2")", "record/unknown-code"},
                     {R"("A1/A2")", "record/unknown-code"},
                     {R"("a1")", "record/unknown-code"},
                     {R"("A1A1")", "record/duplicate-code"},
                     {R"(["A1", "A1"])", "record/duplicate-code"},
                     {R"(["A1A2"])", "record/unknown-code"},
                     {R"("A1,,A2")", "record/unknown-code"},
                     {R"("A1A2B2E")", "record/too-long"},
                     {R"(1)", "record/wrong-type"},
                     {R"("A1\u202EA2")", "record/bidi-control"}});
}

TEST(FlagKind, TakesTheTwoTruthValuesInFewSpellings) {
  expect_good(of_kind(Kind::kFlag), {{"true", "true"},
                                     {"false", "false"},
                                     {R"("true")", "true"},
                                     {R"("false")", "false"},
                                     {R"("True")", "true"},
                                     {R"("False")", "false"},
                                     {R"("TRUE")", "true"},
                                     {R"("FALSE")", "false"},
                                     {R"("是")", "true"},
                                     {R"("否")", "false"},
                                     {R"(" 是 ")", "true"},
                                     {R"("否\n")", "false"},
                                     {R"("\u3000true")", "true"},
                                     {R"("ＴＲＵＥ")", "true"},
                                     {R"("ｆａｌｓｅ")", "false"}});
}

TEST(FlagKind, RefusesTheRest) {
  expect_bad(of_kind(Kind::kFlag), {{"1", "record/bad-flag"},
                                    {"0", "record/bad-flag"},
                                    {R"("1")", "record/bad-flag"},
                                    {R"("0")", "record/bad-flag"},
                                    {R"("yes")", "record/bad-flag"},
                                    {R"("no")", "record/bad-flag"},
                                    {R"("on")", "record/bad-flag"},
                                    {R"("tRUE")", "record/bad-flag"},
                                    {R"("truetrue")", "record/bad-flag"},
                                    {R"("真")", "record/bad-flag"},
                                    {R"("是的")", "record/bad-flag"},
                                    {R"("不是")", "record/bad-flag"},
                                    {R"("否？")", "record/bad-flag"},
                                    {R"("√")", "record/bad-flag"},
                                    {"[true]", "record/bad-flag"},
                                    {"{}", "record/bad-flag"},
                                    {R"("是\u200B")", "record/default-ignorable"}});
}

}  // namespace certpress::parse
