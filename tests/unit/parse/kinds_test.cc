// Every kind against a table of values that the standards accept and one of values that they do
// not.
#include <gtest/gtest.h>

#include "read_record.h"

namespace certpress::parse {

namespace {

using model::Field;
using model::Kind;

struct Good {
  std::string json;
  std::string printed;
};
struct Bad {
  std::string json;
  std::string code;
};

Field of_kind(Kind kind) { return field_of("f", "字段", kind); }

void expect_good(const Field& field, const std::vector<Good>& table) {
  EXPECT_GE(table.size(), 15U);
  for (const Good& row : table) {
    const ReadRecord read = read_one(field, row.json);
    EXPECT_EQ(read.errors(), std::vector<std::string>()) << row.json;
    EXPECT_EQ(read.printed(), row.printed) << row.json;
  }
}

void expect_bad(const Field& field, const std::vector<Bad>& table) {
  EXPECT_GE(table.size(), 15U);
  for (const Bad& row : table) {
    const ReadRecord read = read_one(field, row.json);
    const auto errors = read.errors();
    ASSERT_FALSE(errors.empty()) << row.json;
    EXPECT_EQ(errors.front().substr(0, errors.front().find(' ')), row.code) << row.json;
    EXPECT_FALSE(read.record) << row.json;
  }
}

}  // namespace

TEST(TextKind, TakesWhatCanBePrinted) {
  expect_good(of_kind(Kind::kText),
              {{R"("山西省太原市样例区虚构大街1号")", "山西省太原市样例区虚构大街1号"},
               {R"("  trimmed\u3000")", "trimmed"},
               {R"("Ａ座")", "Ａ座"},
               {R"("（自主申报）")", "（自主申报）"},
               {R"j("(自主申报)")j", "(自主申报)"},
               {R"("二〇二四")", "二〇二四"},
               {R"("𠮷野")", "𠮷野"},
               {R"("\uD842\uDFB7")", "𠮷"},
               {R"("赵𱁬")", "赵𱁬"},
               {R"("e\u0301")", "é"},
               {R"("\uF900")", "豈"},
               {R"("\uFA0E")", "﨎"},
               {R"("\uD87E\uDC00")", "丽"},
               {R"("first\nsecond")", "first\nsecond"},
               {R"("first\r\nsecond\rthird")", "first\nsecond\nthird"},
               {R"("合格　2023年05月09日")", "合格　2023年05月09日"},
               {R"("39.100 t × 2")", "39.100 t × 2"}});
}

TEST(TextKind, RefusesWhatCannot) {
  expect_bad(of_kind(Kind::kText), {{R"("a\u0000b")", "record/control-character"},
                                    {R"("a\u0007b")", "record/control-character"},
                                    {R"("a\tb")", "record/control-character"},
                                    {R"("a\u0085b")", "record/control-character"},
                                    {R"("a\u2028b")", "record/control-character"},
                                    {R"("a\u202Eb")", "record/bidi-control"},
                                    {R"("a\u200Fb")", "record/bidi-control"},
                                    {R"("a\u2066b")", "record/bidi-control"},
                                    {R"("a\u061Cb")", "record/bidi-control"},
                                    {R"("a\uE863")", "record/private-use"},
                                    {R"("a\uDB80\uDC00")", "record/private-use"},
                                    {R"("a\uFFFE")", "record/noncharacter"},
                                    {R"("a\uFDD0")", "record/noncharacter"},
                                    {R"("a\u200Bb")", "record/default-ignorable"},
                                    {R"("a\u00ADb")", "record/default-ignorable"},
                                    {R"("a\u3164b")", "record/default-ignorable"},
                                    {R"("葛\uDB40\uDD00")", "record/variation-selector"},
                                    {R"("a\uFE0F")", "record/variation-selector"},
                                    {R"("\u2F00")", "record/radical"},
                                    {R"("\u2E81")", "record/radical"},
                                    {R"("a\uFFFD")", "record/replacement-character"},
                                    {R"(12)", "record/wrong-type"},
                                    {R"(["a"])", "record/wrong-type"}});
}

TEST(TextKind, CountsCharactersAndNotBytes) {
  Field field = of_kind(Kind::kText);
  field.min_length = 2;
  field.max_length = 3;
  EXPECT_EQ(read_one(field, R"("𠮷𠮷𠮷")").printed(), "𠮷𠮷𠮷");
  EXPECT_EQ(read_one(field, R"("一二三四")").errors().front(), "record/too-long /f");
  EXPECT_EQ(read_one(field, R"("一")").errors().front(), "record/too-short /f");
  EXPECT_EQ(read_one(field, R"("e\u0301e\u0301e\u0301")").printed(), "ééé");
}

TEST(TextKind, TakesOnlyTheAllowedValuesWhenThereAreSome) {
  Field field = of_kind(Kind::kText);
  field.allowed = {"合格", "不合格"};
  EXPECT_EQ(read_one(field, R"("合格")").printed(), "合格");
  const ReadRecord read = read_one(field, R"("合格吗")");
  EXPECT_EQ(read.errors().front(), "record/not-allowed /f");
  EXPECT_EQ(read.diagnostics.front().hint.en, "did you mean '合格'?");
}

TEST(NameKind, TakesNamesOfPersonsAndBodies) {
  expect_good(of_kind(Kind::kName),
              {{R"("王")", "王"},
               {R"("司马𬱖")", "司马𬱖"},
               {R"("王𠅤")", "王𠅤"},
               {R"("㛃䶮")", "㛃䶮"},
               {R"("欧阳𫖯")", "欧阳𫖯"},
               {R"("𠮷野样例")", "𠮷野样例"},
               {R"("赵𱁬")", "赵𱁬"},
               {R"("阿依古丽·买买提")", "阿依古丽·买买提"},
               {R"("阿依古丽•买买提")", "阿依古丽·买买提"},
               {R"("阿依古丽・买买提")", "阿依古丽·买买提"},
               {R"("阿依古丽‧买买提")", "阿依古丽·买买提"},
               {R"("阿依古丽･买买提")", "阿依古丽·买买提"},
               {R"("阿卜杜热依木·麦麦提图尔荪·样例")", "阿卜杜热依木·麦麦提图尔荪·样例"},
               {R"(" 王样例 ")", "王样例"},
               {R"("ÉMILE SPECIMEN")", "ÉMILE SPECIMEN"},
               {R"("山西样例（集团）有限公司")", "山西样例（集团）有限公司"}});
}

TEST(NameKind, RefusesMisplacedDotsAndWhatIsNoName) {
  expect_bad(of_kind(Kind::kName), {{R"("·买买提")", "record/bad-name"},
                                    {R"("阿依古丽·")", "record/bad-name"},
                                    {R"("阿依古丽··买买提")", "record/bad-name"},
                                    {R"("阿依古丽・•买买提")", "record/bad-name"},
                                    {R"("·")", "record/bad-name"},
                                    {R"("123")", "record/bad-name"},
                                    {R"("（）")", "record/bad-name"},
                                    {R"("王\n样例")", "record/control-character"},
                                    {R"("王\u0000")", "record/control-character"},
                                    {R"("王\u202E")", "record/bidi-control"},
                                    {R"("王\uE863")", "record/private-use"},
                                    {R"("王\u200B样")", "record/default-ignorable"},
                                    {R"("葛\uDB40\uDD00")", "record/variation-selector"},
                                    {R"("\u2F1D")", "record/radical"},
                                    {'"' + std::string(51, 'A') + '"', "record/too-long"},
                                    {R"(true)", "record/wrong-type"},
                                    {R"({"first": "王"})", "record/wrong-type"}});
}

TEST(LicenceNumberKind, TakesEightToTwentyDigits) {
  expect_good(of_kind(Kind::kLicenceNumber),
              {{R"("12345678")", "12345678"},
               {R"("88888888")", "88888888"},
               {R"("000000000000")", "000000000000"},
               {R"("14088200001")", "14088200001"},
               {R"("140100000001")", "140100000001"},
               {R"("140100000002")", "140100000002"},
               {R"("１４０１０００００００３")", "140100000003"},
               {R"(" 140100000004 ")", "140100000004"},
               {R"("140700000005\n")", "140700000005"},
               {R"("123456789")", "123456789"},
               {R"("1234567890")", "1234567890"},
               {R"("1234567890123")", "1234567890123"},
               {R"("12345678901234")", "12345678901234"},
               {R"("1234567890123456789")", "1234567890123456789"},
               {R"("12345678901234567890")", "12345678901234567890"}});
}

TEST(LicenceNumberKind, RefusesOtherLengthsAndCharacters) {
  expect_bad(of_kind(Kind::kLicenceNumber), {{R"("1234567")", "record/too-short"},
                                             {R"("1")", "record/too-short"},
                                             {R"("123456789012345678901")", "record/too-long"},
                                             {R"("1401 00000001")", "record/bad-licence-number"},
                                             {R"("140100-00001")", "record/bad-licence-number"},
                                             {R"("14010000000A")", "record/bad-licence-number"},
                                             {R"("字140100000001号")", "record/bad-licence-number"},
                                             {R"("140100000001号")", "record/bad-licence-number"},
                                             {R"("一四零一零零零零")", "record/bad-licence-number"},
                                             {R"("140100.00001")", "record/bad-licence-number"},
                                             {R"("+14010000001")", "record/bad-licence-number"},
                                             {R"("①②③④⑤⑥⑦⑧")", "record/bad-licence-number"},
                                             {R"("14010000\n0001")", "record/control-character"},
                                             {R"(140100000001)", "record/wrong-type"},
                                             {R"(false)", "record/wrong-type"}});
}

TEST(LicenceNumberKind, TakesLettersWhereTheFieldSetsLimits) {
  Field field = of_kind(Kind::kLicenceNumber);
  field.min_length = 8;
  field.max_length = 20;
  EXPECT_EQ(read_one(field, R"("14010020000229005x")").printed(), "14010020000229005X");
  EXPECT_EQ(read_one(field, R"("E12345678")").printed(), "E12345678");
  EXPECT_EQ(read_one(field, R"("E1234567-8")").errors().front(), "record/bad-licence-number /f");
  EXPECT_EQ(read_one(field, R"("E123456")").errors().front(), "record/too-short /f");
}

TEST(DateKind, TakesTheThreeFormsOfADay) {
  expect_good(of_kind(Kind::kDate), {{R"("2024-03-01")", "2024-03-01"},
                                     {R"("20240301")", "2024-03-01"},
                                     {R"("2024年3月1日")", "2024-03-01"},
                                     {R"("2024年03月01日")", "2024-03-01"},
                                     {R"("2024年3月01日")", "2024-03-01"},
                                     {R"("2024年12月31日")", "2024-12-31"},
                                     {R"("２０２４年３月１日")", "2024-03-01"},
                                     {R"("２０２４－０３－０１")", "2024-03-01"},
                                     {R"(" 2024-03-01 ")", "2024-03-01"},
                                     {R"("2024-02-29")", "2024-02-29"},
                                     {R"("2000-02-29")", "2000-02-29"},
                                     {R"("1900-01-01")", "1900-01-01"},
                                     {R"("2999-12-31")", "2999-12-31"},
                                     {R"("20001231")", "2000-12-31"},
                                     {R"("2023-04-30")", "2023-04-30"}});
}

TEST(DateKind, RefusesDaysThatDoNotExistAndOtherForms) {
  expect_bad(of_kind(Kind::kDate), {{R"("2023-02-29")", "record/date-does-not-exist"},
                                    {R"("1900-02-29")", "record/date-does-not-exist"},
                                    {R"("2100-02-29")", "record/date-does-not-exist"},
                                    {R"("2024-04-31")", "record/date-does-not-exist"},
                                    {R"("2024-13-01")", "record/date-does-not-exist"},
                                    {R"("2024-00-10")", "record/date-does-not-exist"},
                                    {R"("2024-01-00")", "record/date-does-not-exist"},
                                    {R"("2024-01-32")", "record/date-does-not-exist"},
                                    {R"("1899-12-31")", "record/date-out-of-range"},
                                    {R"("3000-01-01")", "record/date-out-of-range"},
                                    {R"("2024-3-1")", "record/bad-date"},
                                    {R"("2024/03/01")", "record/bad-date"},
                                    {R"("2024.03.01")", "record/bad-date"},
                                    {R"("01-03-2024")", "record/bad-date"},
                                    {R"("2024-03-01T00:00")", "record/bad-date"},
                                    {R"("2024年3月")", "record/bad-date"},
                                    {R"("24-03-01")", "record/bad-date"},
                                    {R"("长期")", "record/bad-date"},
                                    {R"("二〇二四年三月一日")", "record/bad-date"},
                                    {R"(20240301)", "record/wrong-type"}});
}

TEST(DateOrLongTermKind, TakesLongTermToo) {
  const Field field = of_kind(Kind::kDateOrLongTerm);
  EXPECT_EQ(read_one(field, R"("长期")").printed(), "长期");
  EXPECT_EQ(read_one(field, R"("2027-05-09")").printed(), "2027-05-09");
  EXPECT_EQ(read_one(field, R"("永久")").errors().front(), "record/bad-date /f");
}

TEST(PeriodKind, TakesTwoDatesInOrder) {
  const auto both = [](std::string from, std::string until) {
    return R"({"from": ")" + from + R"(", "until": ")" + until + R"("})";
  };
  expect_good(of_kind(Kind::kPeriod),
              {{both("2024-03-01", "2028-02-29"), "2024-03-01至2028-02-29"},
               {both("20240301", "20280229"), "2024-03-01至2028-02-29"},
               {both("2024年3月1日", "2028年2月29日"), "2024-03-01至2028-02-29"},
               {both("2024-03-01", "2024-03-01"), "2024-03-01至2024-03-01"},
               {both("2024-03-01", "长期"), "2024-03-01至长期"},
               {both(" 2024-03-01", "长期 "), "2024-03-01至长期"},
               {R"({"until": "2028-02-29", "from": "2024-03-01"})", "2024-03-01至2028-02-29"},
               {R"("2024-03-01至2028-02-29")", "2024-03-01至2028-02-29"},
               {R"("20240301至20280229")", "2024-03-01至2028-02-29"},
               {R"("2024年3月1日至2028年2月29日")", "2024-03-01至2028-02-29"},
               {R"("2024年03月01日至2028年02月29日")", "2024-03-01至2028-02-29"},
               {R"("2024年3月1日至长期")", "2024-03-01至长期"},
               {R"("2024-03-01至长期")", "2024-03-01至长期"},
               {R"("２０２４年３月１日至长期")", "2024-03-01至长期"},
               {R"(" 1900-01-01至2999-12-31 ")", "1900-01-01至2999-12-31"}});
}

TEST(PeriodKind, RefusesTheRestAtTheEndThatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> table{
      {R"({"from": "2024-03-02", "until": "2024-03-01"})", "record/period-reversed /f"},
      {R"("2024-03-02至2024-03-01")", "record/period-reversed /f"},
      {R"({"from": "2023-02-29", "until": "长期"})", "record/date-does-not-exist /f/from"},
      {R"({"from": "2024-01-01", "until": "2024-06-31"})", "record/date-does-not-exist /f/until"},
      {R"({"from": "长期", "until": "长期"})", "record/bad-date /f/from"},
      {R"({"from": "2024-01-01", "until": "永久"})", "record/bad-date /f/until"},
      {R"({"from": "2024-01-01"})", "record/missing-field /f/until"},
      {R"({"until": "2024-01-01"})", "record/missing-field /f/from"},
      {R"({"from": "2024-01-01", "until": "长期", "to": "x"})", "record/unknown-field /f"},
      {R"({"from": "2024-01-01", "from": "2024-01-01", "until": "长期"})",
       "record/duplicate-key /f/from"},
      {R"({"from": 20240101, "until": "长期"})", "record/wrong-type /f/from"},
      {R"({"from": null, "until": "长期"})", "record/wrong-type /f/from"},
      {R"("2024-01-01")", "record/bad-period /f"},
      {R"("2024-01-01~2024-02-01")", "record/bad-period /f"},
      {R"("2024-01-01至")", "record/bad-date /f"},
      {R"("2024-01-01至2024-02-01至2024-03-01")", "record/bad-date /f"},
      {R"("2024-1-1至长期")", "record/bad-date /f"},
      {R"(["2024-01-01", "长期"])", "record/wrong-type /f"}};
  for (const auto& [json, problem] : table) {
    const auto errors = read_one(of_kind(Kind::kPeriod), json).errors();
    ASSERT_FALSE(errors.empty()) << json;
    EXPECT_EQ(errors.front(), problem) << json;
  }
}

TEST(UsccKind, TakesCodesThatCheck) {
  expect_good(of_kind(Kind::kUscc),
              {{R"("91140100MA0TEXT12Y")", "91140100MA0TEXT12Y"},
               {R"("91140700MA0TEXT20Q")", "91140700MA0TEXT20Q"},
               {R"("91140200MA0TEXT39U")", "91140200MA0TEXT39U"},
               {R"("92140100MA0TEXT47E")", "92140100MA0TEXT47E"},
               {R"("11140000MB0TEXT59X")", "11140000MB0TEXT59X"},
               {R"("12140100MB0TEXT67T")", "12140100MB0TEXT67T"},
               {R"("91149900MA0FAKE928")", "91149900MA0FAKE928"},
               {R"("51140300MJ0TEXT07C")", "51140300MJ0TEXT07C"},
               {R"("52140400MJ0TEXT159")", "52140400MJ0TEXT159"},
               {R"("93140500MA0TEXT71G")", "93140500MA0TEXT71G"},
               {R"("N2140600MF0TEXT374")", "N2140600MF0TEXT374"},
               {R"("Y1140900000000019G")", "Y1140900000000019G"},
               {R"("13141100ABCDEFGH57")", "13141100ABCDEFGH57"},
               {R"("91140100ma0text12y")", "91140100MA0TEXT12Y"},
               {R"("９１１４０１００ＭＡ０ＴＥＸＴ１２Ｙ")", "91140100MA0TEXT12Y"},
               {R"(" 54140100MJ0TEXT82H ")", "54140100MJ0TEXT82H"}});
}

TEST(UsccKind, RefusesCodesThatDoNot) {
  expect_bad(of_kind(Kind::kUscc),
             {{R"("91140100MA0TEXT12X")", "record/bad-uscc"},
              {R"("91140100MA0TEXT12")", "record/bad-uscc"},
              {R"("91140100MA0TEXT12YY")", "record/bad-uscc"},
              {R"("91140100MA0TEXT12I")", "record/bad-uscc"},
              {R"("91140100MA0TEXT1OY")", "record/bad-uscc"},
              {R"("9114010SMA0TEXT12Y")", "record/bad-uscc"},
              {R"("V1140100MA0TEXT12Y")", "record/bad-uscc"},
              {R"("Z1140100MA0TEXT12Y")", "record/bad-uscc"},
              {R"("91A40100MA0TEXT12Y")", "record/bad-uscc"},
              {R"("9114010AMA0TEXT12Y")", "record/bad-uscc"},
              {R"("91140100-MA0TEXT12")", "record/bad-uscc"},
              {R"("9114 0100MA0TEXT12")", "record/bad-uscc"},
              {R"("140100000000001")", "record/bad-uscc"},
              {R"("统一社会信用代码统一社会信用代码代码")", "record/bad-uscc"},
              {R"("19140100MA0TEXT12Y")", "record/bad-uscc"},
              {R"(91140100)", "record/wrong-type"}});
}

TEST(UsccKind, WarnsOfAWrongOrganisationCodeInside) {
  const ReadRecord read = read_one(of_kind(Kind::kUscc), R"("91140100MA0TEXT132")");
  EXPECT_EQ(read.printed(), "91140100MA0TEXT132");
  EXPECT_EQ(read.problems(Severity::kWarning),
            std::vector<std::string>{"record/uscc-organisation-code /f"});
}

TEST(IdCardKind, TakesNumbersThatCheck) {
  expect_good(of_kind(Kind::kIdCard),
              {{R"("140100199001010014")", "140100199001010014"},
               {R"("140100199212319994")", "140100199212319994"},
               {R"("140700197602290035")", "140700197602290035"},
               {R"("14010020000229005X")", "14010020000229005X"},
               {R"("14010020000229005x")", "14010020000229005X"},
               {R"("149900198810080079")", "149900198810080079"},
               {R"("149900198303150095")", "149900198303150095"},
               {R"("140100198511120024")", "140100198511120024"},
               {R"("650100199506150047")", "650100199506150047"},
               {R"("149900199107040088")", "149900199107040088"},
               {R"("149900197909090109")", "149900197909090109"},
               {R"("１４０１００１９９００１０１００１４")", "140100199001010014"},
               {R"("14010020000229005Ｘ")", "14010020000229005X"},
               {R"("14010020000229005ｘ")", "14010020000229005X"},
               {R"(" 140100199001010014\t")", "140100199001010014"}});
}

TEST(IdCardKind, RefusesNumbersThatDoNot) {
  expect_bad(of_kind(Kind::kIdCard), {{R"("140200197802290016")", "record/bad-id-card"},
                                      {R"("140100199001010015")", "record/bad-id-card"},
                                      {R"("140100199913320015")", "record/bad-id-card"},
                                      {R"("140100189912310019")", "record/bad-id-card"},
                                      {R"("140100199900110019")", "record/bad-id-card"},
                                      {R"("140100199904310018")", "record/bad-id-card"},
                                      {R"("140100190002290010")", "record/bad-id-card"},
                                      {R"("14010019900101001")", "record/bad-id-card"},
                                      {R"("1401001990010100144")", "record/bad-id-card"},
                                      {R"("140100900101001")", "record/bad-id-card"},
                                      {R"("1401001990010100X4")", "record/bad-id-card"},
                                      {R"("X40100199001010014")", "record/bad-id-card"},
                                      {R"("14010020000229005Y")", "record/bad-id-card"},
                                      {R"("140100 19900101001")", "record/bad-id-card"},
                                      {R"("E12345678")", "record/bad-id-card"},
                                      {R"(140100199001010014)", "record/wrong-type"}});
}

TEST(PlateKind, TakesPlatesOfTransportVehicles) {
  expect_good(of_kind(Kind::kPlate), {{R"("晋A12345")", "晋A12345"},
                                      {R"("晋a12345")", "晋A12345"},
                                      {R"("晋Ａ１２３４５")", "晋A12345"},
                                      {R"("晋A·12345")", "晋A12345"},
                                      {R"("晋A•12345")", "晋A12345"},
                                      {R"("晋AD12345")", "晋AD12345"},
                                      {R"("晋A·D12345")", "晋AD12345"},
                                      {R"("晋AF12345")", "晋AF12345"},
                                      {R"("晋ADA2345")", "晋ADA2345"},
                                      {R"("晋AK12345")", "晋AK12345"},
                                      {R"("晋A12345D")", "晋A12345D"},
                                      {R"("晋A12345F")", "晋A12345F"},
                                      {R"("晋A1234挂")", "晋A1234挂"},
                                      {R"("京AB12C3")", "京AB12C3"},
                                      {R"("新Z99999")", "新Z99999"},
                                      {R"("粤Z1234港")", "粤Z1234港"},
                                      {R"("粤Z1234澳")", "粤Z1234澳"}});
}

TEST(PlateKind, RefusesTheRest) {
  expect_bad(of_kind(Kind::kPlate), {{R"("晋I12345")", "record/bad-plate"},
                                     {R"("晋O12345")", "record/bad-plate"},
                                     {R"("晋A1O345")", "record/bad-plate"},
                                     {R"("晋A1I345")", "record/bad-plate"},
                                     {R"("晋112345")", "record/bad-plate"},
                                     {R"("进A12345")", "record/bad-plate"},
                                     {R"("A12345")", "record/bad-plate"},
                                     {R"("晋A1234")", "record/bad-plate"},
                                     {R"("晋A123456")", "record/bad-plate"},
                                     {R"("晋A1D2345")", "record/bad-plate"},
                                     {R"("晋AL12345")", "record/bad-plate"},
                                     {R"("晋ADAB345")", "record/bad-plate"},
                                     {R"("晋A12345L")", "record/bad-plate"},
                                     {R"("晋A12345挂")", "record/bad-plate"},
                                     {R"("晋A1·2345")", "record/bad-plate"},
                                     {R"("晋A1234港")", "record/bad-plate"},
                                     {R"("晋A1234学")", "record/plate-not-eligible"},
                                     {R"("晋A1234警")", "record/plate-not-eligible"},
                                     {R"("224012使")", "record/plate-not-eligible"},
                                     {R"("晋A1234试")", "record/plate-not-eligible"},
                                     {R"(12345)", "record/wrong-type"}});
}

TEST(CertificateIdKind, TakesIdentifiersThatCheck) {
  const std::string root = "1.2.156.3005.2.";
  const std::string vehicle = root + "11100000000019713D013.";
  const std::vector<std::string> known{
      root + "11100000000013338W032.11220000013544541J.2430599.001.F",
      root + "11100000000019713D016.12140100MB0TEXT67T.140700000002.001.7",
      root + "11100000000019713D016.12140100MB0TEXT67T.140700000006.001.H",
      root + "11100000000019713D071.11140000MB0TEXT59X.140100199212319994.001.U",
      root + "11100000000019713D071.11140000MB0TEXT59X.14010020000229005X.001.N",
      root + "11100000000019713D008.11140000MB0TEXT59X.140100000001.001.O",
      vehicle + "11140000MB0TEXT59X.140100000003.001.R",
      vehicle + "11140000MB0TEXT59X.140100000007.001.Z",
      vehicle + "11140000MB0TEXT59X.140100000008.001.L",
      vehicle + "11140000MB0TEXT59X.140100000009.001.5",
      vehicle + "12140100MB0TEXT67T.1.001.S",
      vehicle + "12140100MB0TEXT67T.A9Z.002.8",
      vehicle + "11140000MB0TEXT59X.0.000.0",
      vehicle + "12140100MB0TEXT67T." + std::string(64, 'Z') + ".999.O"};
  std::vector<Good> table;
  for (const std::string& id : known) {
    table.push_back({'"' + id + '"', id});
  }
  table.push_back({'"' + root + R"(11100000000019713d013.11140000mb0text59x.140100000003.001.r")",
                   vehicle + "11140000MB0TEXT59X.140100000003.001.R"});
  expect_good(of_kind(Kind::kCertificateId), table);
}

TEST(CertificateIdKind, RefusesIdentifiersThatDoNot) {
  const std::string type = "\"1.2.156.3005.2.11100000000019713D013.";
  const std::string head = type + "11140000MB0TEXT59X.";
  expect_bad(of_kind(Kind::kCertificateId),
             {{head + "140100000003.001.S\"", "record/bad-certificate-id"},
              {head + "140100000003.002.R\"", "record/bad-certificate-id"},
              {head + "140100000030.001.R\"", "record/bad-certificate-id"},
              {head + "140100000003.001\"", "record/bad-certificate-id"},
              {head + "140100000003.001.R.\"", "record/bad-certificate-id"},
              {head + "140100000003.01.R\"", "record/bad-certificate-id"},
              {head + ".001.R\"", "record/bad-certificate-id"},
              {head + "14010000_003.001.R\"", "record/bad-certificate-id"},
              {head + "1401 00000003.001.R\"", "record/bad-certificate-id"},
              {head + "140100000003.001.RR\"", "record/bad-certificate-id"},
              {head + "140100000003.001.\"", "record/bad-certificate-id"},
              {type + "11140000MB0TEXT59Y.7.001.1\"", "record/bad-uscc"},
              {type + "11140000MB0TEXT59.7.001.1\"", "record/bad-certificate-id"},
              {R"("1.2.156.3005.1.11100000000019713D013.11140000MB0TEXT59X.1.001.1")",
               "record/bad-certificate-id"},
              {R"("11100000000019713D013")", "record/bad-certificate-id"},
              {'"' + std::string(300, '1') + '"', "record/bad-certificate-id"},
              {R"(12156)", "record/wrong-type"}});
}

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

TEST(Normalisation, IsReportedAsANoteWithoutTheValue) {
  const ReadRecord read = read_one(of_kind(Kind::kIdCard), R"(" 14010020000229005ｘ")");
  EXPECT_EQ(read.printed(), "14010020000229005X");
  ASSERT_EQ(read.diagnostics.size(), 3U);  // trimmed, half-width, capitals
  for (const Diagnostic& note : read.diagnostics) {
    EXPECT_EQ(note.severity, Severity::kNote);
    EXPECT_EQ(note.code, "record/normalised");
    EXPECT_EQ(note.place.field, "f");
    EXPECT_EQ(to_text(note, Language::kChinese).find("1401"), std::string::npos);
  }
  EXPECT_TRUE(read_one(of_kind(Kind::kText), R"("Ａ座")").diagnostics.empty());
}

TEST(PrivateUse, HintsAtTheStandardCharacter) {
  const auto hint = [](const char* json) {
    return read_one(of_kind(Kind::kText), json).diagnostics.front().hint.en;
  };
  EXPECT_EQ(hint(R"("\uE863")"), "its GB 18030 code stands for U+4DAE today");
  EXPECT_EQ(hint(R"("\uE816")"), "its GB 18030 code stands for U+20087 today");
  EXPECT_EQ(hint(R"("\uE81E")"), "its GB 18030 code stands for U+9FB4 today");
  EXPECT_EQ(hint(R"("\uE864")"), "its GB 18030 code stands for U+9FBB today");
  EXPECT_EQ(hint(R"("\uE7C7")"), "its GB 18030 code stands for U+1E3F today");
  EXPECT_EQ(hint(R"("\uE815")"), "");
  EXPECT_EQ(hint(R"("\uE000")"), "");
}

TEST(Radical, HintsAtTheHanzi) {
  EXPECT_EQ(read_one(of_kind(Kind::kText), R"("\u2FD5")").diagnostics.front().hint.en,
            "the hanzi is U+9FA0");
}

}  // namespace certpress::parse
