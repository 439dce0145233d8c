// Rules across fields: which are refused in a template, and which records are refused by them.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "memory_resources.h"
#include "parse/template_parser.h"
#include "read_record.h"

namespace certpress::parse {
namespace {

const std::vector<std::string> kRoles{"song"};

// 17 lines, then the rules.
const std::string kHead =
    "certpress: 1\nid: x\ntitle: 证\nversion: 1.0.0\npage: {size: [100, 50]}\nelements: []\n"
    "fields:\n"
    "  issued: {label: 发证日期, kind: date}\n"
    "  until: {label: 有效期至, kind: date-or-long-term}\n"
    "  valid: {label: 有效期, kind: period}\n"
    "  tonnage: {label: 吨位, kind: decimal}\n"
    "  seats: {label: 座位, kind: integer}\n"
    "  type: {label: 类型, kind: code, codes: types}\n"
    "  types: {label: 多类, kind: code, codes: types, several: true}\n"
    "  grade: {label: 等级, kind: text, allowed: [一级, 二级]}\n"
    "  exempt: {label: 免检, kind: flag}\n"
    "rules:\n";

MemoryResources::Files with(const std::string& rules) {
  return {{"x/template.yaml", kHead + rules},
          {"codes/types.yaml",
           "id: types\ntitle: 类型\nsource: 样例\nentries:\n"
           "- {code: '1', text: 货车}\n- {code: '2', text: 客车}\n"}};
}

struct Case {
  std::string what;
  std::string given;  // rule, or record
  std::string expected;
};

std::string name_of(const testing::TestParamInfo<Case>& test) { return test.param.what; }
void PrintTo(const Case& test, std::ostream* out) { *out << test.what; }

// "18:11 bad-rule", one a line; warnings of fields that no rule uses are left out.
std::string problems_of(const std::string& rules) {
  Refusals remarks;
  std::string out;
  try {
    parse_template(MemoryResources(with(rules)), "x", kRoles, remarks);
  } catch (const Refused& refused) {
    for (const Diagnostic& problem : refused.diagnostics()) {
      EXPECT_FALSE(problem.message.zh.empty());
      out += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " " +
             problem.code + "\n";
    }
  }
  return out;
}

class BrokenRule : public testing::TestWithParam<Case> {};

TEST_P(BrokenRule, IsRefusedAtItsPlace) {
  EXPECT_EQ(problems_of(GetParam().given), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, BrokenRule,
    testing::Values(
        Case{"NoList", "  order: [issued, until]\n", "18:3 template/wrong-type\n"},
        Case{"NoMapping", "- issued < until\n", "18:3 template/bad-rule\n"},
        Case{"OfNoKind", "- {when: tonnage}\n", "18:3 template/bad-rule\n"},
        Case{"OfTwoKinds", "- {order: [issued, until], one_of: [seats, tonnage]}\n",
             "18:3 template/bad-rule\n"},
        Case{"UnknownKey", "- {one_of: [seats, tonnage], of: [1]}\n",
             "18:30 template/unknown-key\n"},
        Case{"OrderOfOneWord", "- {order: issued}\n", "18:11 template/wrong-type\n"},
        Case{"OrderOfOneDay", "- {order: [issued]}\n", "18:11 template/bad-rule\n"},
        Case{"OrderWithADayTwice", "- {order: [issued, until, issued]}\n",
             "18:27 template/bad-rule\n"},
        Case{"OrderOfNoDate", "- {order: [issued, seats]}\n", "18:20 template/wrong-field-kind\n"},
        Case{"OrderOfAWholePeriod", "- {order: [issued, valid]}\n",
             "18:20 template/wrong-field-kind\n"},
        Case{"OrderOfAnUnknownEnd", "- {order: [issued, valid.end]}\n",
             "18:20 template/wrong-field-kind\n"},
        Case{"OrderOfAnEndOfADate", "- {order: [issued, until.from]}\n",
             "18:20 template/wrong-field-kind\n"},
        Case{"OrderOfNoField", "- {order: [isued, until]}\n", "18:12 template/unknown-field\n"},
        Case{"OneOfNoField", "- {one_of: [seats, tonage]}\n", "18:20 template/unknown-field\n"},
        Case{"OneOfOne", "- {one_of: [seats]}\n", "18:12 template/bad-rule\n"},
        Case{"RequiredWithoutCondition", "- {required: seats}\n", "18:14 template/bad-rule\n"},
        Case{"RequiredWithTwoConditions", "- {required: seats, when: type, unless: tonnage}\n",
             "18:14 template/bad-rule\n"},
        Case{"RequiredByItself", "- {required: seats, unless: seats}\n",
             "18:29 template/bad-rule\n"},
        Case{"RequiredByNoField", "- {required: seats, when: kind}\n",
             "18:27 template/unknown-field\n"},
        Case{"ValuesWithoutWhen", "- {required: seats, unless: type, is: [客车]}\n",
             "18:39 template/bad-rule\n"},
        Case{"NoValues", "- {required: seats, when: type, is: []}\n", "18:37 template/bad-rule\n"},
        Case{"ValuesOfNoList", "- {required: seats, when: type, is: 客车}\n",
             "18:37 template/wrong-type\n"},
        Case{"ValueThatIsNoCode", "- {required: seats, when: type, is: [客车, 轿车]}\n",
             "18:42 template/bad-rule\n"},
        Case{"ValueThatIsNotAllowed", "- {required: seats, when: grade, is: [三级]}\n",
             "18:39 template/bad-rule\n"},
        Case{"ValueOfADate", "- {required: seats, when: until, is: ['2024-03-01']}\n",
             "18:39 template/bad-rule\n"},
        Case{"ValueOfANumber", "- {required: seats, when: tonnage, is: ['1']}\n",
             "18:40 template/wrong-field-kind\n"},
        Case{"ValueOfSeveral", "- {required: seats, when: types, is: [客车]}\n",
             "18:38 template/wrong-field-kind\n"}),
    name_of);

TEST(Rules, CountTheirFieldsAsUsed) {
  Refusals remarks;
  parse_template(
      MemoryResources(with("- {order: [issued, until]}\n- {required: seats, when: type}\n")), "x",
      kRoles, remarks);
  std::string unused;
  for (const Diagnostic& warning : remarks.take()) {
    EXPECT_EQ(warning.code, "template/unused-field");
    unused += std::to_string(warning.place.line) + " ";
  }
  EXPECT_EQ(unused, "10 11 14 15 16 ");
}

const char* const kGoodRules =
    "- {order: [issued, valid.from, until]}\n"
    "- {order: [issued, valid.until]}\n"
    "- {one_of: [tonnage, seats]}\n"
    "- {required: seats, when: type, is: ['2']}\n"
    "- {required: grade, when: until, is: [长期]}\n"
    "- {required: types, unless: type}\n"
    "- {required: issued, when: exempt}\n"
    "- {required: type, when: grade, is: [一级]}\n";

// "rule-order /issued", one a line.
std::string refusals_of(const std::string& record) {
  Refusals remarks;
  const model::Template of =
      parse_template(MemoryResources(with(kGoodRules)), "x", kRoles, remarks);
  std::string out;
  for (const Diagnostic& problem : read(of, record).diagnostics) {
    EXPECT_FALSE(problem.message.zh.empty());
    EXPECT_EQ(problem.message.en.find("2024"), std::string::npos) << "a value is shown";
    out += problem.code.substr(problem.code.find('/') + 1) + " " + problem.place.pointer + "\n";
  }
  return out;
}

class RuledRecord : public testing::TestWithParam<Case> {};

TEST_P(RuledRecord, IsRefusedWhenItBreaksARule) {
  EXPECT_EQ(refusals_of("{" + GetParam().given + "}"), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, RuledRecord,
    testing::Values(
        Case{"AllInOrder",
             R"("issued": "2024-03-01", "valid": "2024-03-01至2028-02-29", "until": "2028-02-29",
                "tonnage": "1", "type": "货车")",
             ""},
        Case{"SameDay", R"("issued": "2024-03-01", "until": "2024-03-01", "seats": 1, "type": "1")",
             ""},
        Case{"FirstIsTooLate",
             R"("issued": "2024-03-02", "valid": "2024-03-01至长期", "seats": 1, "type": "1")",
             "rule-order /valid\n"},
        Case{"OverAnAbsentDay",
             R"("issued": "2024-03-02", "until": "2024-03-01", "seats": 1, "type": "1")",
             "rule-order /until\n"},
        Case{
            "EndOfThePeriod",
            R"("issued": "2024-03-09", "valid": "2024-03-01至2024-03-08", "seats": 1, "type": "1")",
            "rule-order /valid\nrule-order /valid\n"},
        Case{"LongTermIsLaterThanAll",
             R"("issued": "2024-03-01", "until": "长期", "seats": 1, "type": "1", "grade": "二级")",
             ""},
        Case{"ByItsChineseName",
             R"("发证日期": "2024-03-02", "有效期至": "2024-03-01", "座位": 1, "类型": "1")",
             "rule-order /有效期至\n"},
        Case{"NeitherOfTwo", R"("type": "1")", "rule-one-of /tonnage\n"},
        Case{"BothOfTwo", R"("type": "1", "seats": 1, "tonnage": 1)", ""},
        Case{"OneOfTwoIsBad", R"("type": "1", "seats": -1.5)", "bad-number /seats\n"},
        Case{"SuchAValue", R"("type": "客车", "tonnage": 1)", "rule-required /seats\n"},
        Case{"SuchAValueByItsCode", R"("type": "2", "tonnage": 1)", "rule-required /seats\n"},
        Case{"SuchAValueAndTheFieldIsBad", R"("type": "客车", "tonnage": 1, "seats": -1.5)",
             "bad-number /seats\n"},
        Case{"OtherValue", R"("type": "货车", "tonnage": 1)", ""},
        Case{"LongTerm", R"("type": "1", "seats": 1, "until": "长期")", "rule-required /grade\n"},
        Case{"NoLongTerm", R"("type": "1", "seats": 1, "until": "2024-03-01")", ""},
        Case{"Without", R"("seats": 1)", "rule-required /types\n"},
        Case{"WithoutButGiven", R"("seats": 1, "types": ["货车"])", ""},
        Case{"FlagIsTrue", R"("seats": 1, "type": "1", "exempt": true)", "rule-required /issued\n"},
        Case{"FlagIsFalse", R"("seats": 1, "type": "1", "exempt": false)", ""},
        Case{"ConditionIsBad", R"("seats": 1, "type": "轿车")", "unknown-code /type\n"},
        Case{"SeveralAtOnce", R"("grade": "一级", "exempt": true)",
             "rule-one-of /tonnage\nrule-required /types\nrule-required /issued\n"
             "rule-required /type\n"}),
    name_of);

TEST(Rules, AreNotAskedOfABlankForm) {
  Refusals remarks;
  const model::Template of =
      parse_template(MemoryResources(with(kGoodRules)), "x", kRoles, remarks);
  RecordInput blank;
  blank.blank = true;
  EXPECT_TRUE(read(of, blank).diagnostics.empty());
}

TEST(Rules, NameTheFieldsInBothLanguages) {
  Refusals remarks;
  const model::Template of =
      parse_template(MemoryResources(with(kGoodRules)), "x", kRoles, remarks);
  const auto problems = read(of, R"({"issued": "2024-03-02", "valid": "2024-03-01至长期",
                                     "type": "1"})")
                            .diagnostics;
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].message.en, "issued must not be later than valid.from");
  EXPECT_EQ(problems[0].message.zh, "发证日期不得晚于有效期的起始日期");
  EXPECT_EQ(problems[1].message.en, "one of these fields at least is required: tonnage, seats");
  EXPECT_EQ(problems[1].message.zh, "以下字段至少填写一项：吨位、座位");
}

}  // namespace
}  // namespace certpress::parse
