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

TEST(FlagKind, TakesTheTwoTruthValuesInFewSpellings) {
  const Field field = of_kind(Kind::kFlag);
  EXPECT_EQ(read_one(field, "true").printed(), "true");
  EXPECT_EQ(read_one(field, "false").printed(), "false");
  EXPECT_EQ(read_one(field, R"("是")").printed(), "true");
  EXPECT_EQ(read_one(field, R"("否")").printed(), "false");
  for (const char* json : {"1", "0", R"("yes")", R"("TRUE")", R"("是的")", "[true]", "{}"}) {
    EXPECT_EQ(read_one(field, json).errors().front(), "record/bad-flag /f") << json;
  }
}

}  // namespace certpress::parse
