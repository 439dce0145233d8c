// Kinds uscc, id-card, plate and certificate-id: values that the standards accept, and others.
#include <iterator>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "kind_table.h"
#include "parse/kinds/certificate_id.h"
#include "parse/kinds/id_card.h"
#include "parse/kinds/plate.h"

namespace certpress::parse {

using model::Kind;

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
  table.reserve(known.size() + 1);
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
  const std::string serial(65, 'Z');
  const char check =
      certificate_id_check_character("11100000000019713D01311140000MB0TEXT59X" + serial + "999");
  expect_bad(of_kind(Kind::kCertificateId),
             {{head + "140100000003.001.S\"", "record/bad-certificate-id"},
              {head + serial + ".999." + check + '"', "record/bad-certificate-id"},
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

// Identifiers that were met in use, and what the check of each says.
struct Issued {
  std::string id;  // behind the root
  std::vector<std::string> warnings;
};

std::string with_root(const std::string& id) { return "1.2.156.3005.2." + id; }

}  // namespace

TEST(CertificateIdKind, TakesIdentifiersAsTheyWereIssued) {
  const std::vector<Issued> table{
      {"11100000000013338W011.11430000006122244L.20230000403.001.U", {}},
      {"11100000000013338W032.11220000013544541J.2430599.001.F", {}},
      {"11100000000013338W009.11330105002500287C.2025052201.002.0", {}},
      {"11100000MB03271699022.340100.000000016.001.9", {"record/certificate-id-region /f"}},
      {"11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M",
       {"record/certificate-id-variant /f"}},
      {"11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.D", {}}};
  for (const Issued& row : table) {
    const ReadRecord read = read_one(of_kind(Kind::kCertificateId), '"' + with_root(row.id) + '"');
    EXPECT_EQ(read.printed(), with_root(row.id)) << "never changed";
    EXPECT_EQ(read.errors(), std::vector<std::string>()) << row.id;
    EXPECT_EQ(read.problems(Severity::kWarning), row.warnings) << row.id;
  }
}

TEST(CertificateIdKind, RefusesRegionCodesThatAreNone) {
  const std::string tail = ".000000016.001.9";
  for (const std::string issuer : {"34010", "3401000", "34010A", ""}) {
    EXPECT_EQ(read_one(of_kind(Kind::kCertificateId),
                       '"' + with_root("11100000MB03271699022." + issuer + tail) + '"')
                  .errors()
                  .front(),
              "record/bad-certificate-id /f")
        << issuer;
  }
}

TEST(IdCardKind, NeedsAProvince) {
  const std::string rest = "0100199001010014";
  for (int area = 0; area < 90; ++area) {
    const std::string body = (area < 10 ? "0" : "") + std::to_string(area) + rest;
    const std::string number = body.substr(0, 17) + id_card_check_character(body.substr(0, 17));
    const bool accepted = read_one(of_kind(Kind::kIdCard), '"' + number + '"').record.has_value();
    const std::set<int> provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                  35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                  53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
    EXPECT_EQ(accepted, provinces.contains(area)) << number;
  }
}

// 9, the province, and the country as in GB/T 2659: 外国人永久居留身份证 of 2023.
TEST(IdCardKind, TakesThePermitOfAForeignerInTheSameForm) {
  const auto accepted = [](const std::string& body) {
    return read_one(of_kind(Kind::kIdCard), '"' + body + id_card_check_character(body) + '"')
        .record.has_value();
  };
  EXPECT_TRUE(accepted("91484019900101001"));
  EXPECT_FALSE(accepted("99984019900101001"));
  EXPECT_FALSE(accepted("90084019900101001"));
}

TEST(PlateColor, FollowsFromTheFormOfThePlate) {
  struct Row {
    std::string plate;
    std::string colors;  // those that it may have
  };
  const std::vector<std::string> all{"蓝色", "黄色",   "黑色",   "白色",   "绿色",
                                     "其他", "农黄色", "农绿色", "黄绿色", "渐变绿色"};
  const std::vector<Row> table{{"晋A12345", "蓝色 黄色 黑色 白色 其他 农黄色 农绿色"},
                               {"晋A1234挂", "黄色 其他"},
                               {"粤Z1234港", "黑色 其他"},
                               {"粤Z1234澳", "黑色 其他"},
                               {"晋AD12345", "绿色 渐变绿色 其他"},
                               {"晋AF12345", "绿色 渐变绿色 其他"},
                               {"晋A12345D", "绿色 黄绿色 其他"},
                               {"晋A12345F", "绿色 黄绿色 其他"}};
  for (const Row& row : table) {
    std::istringstream allowed(row.colors);
    const std::set<std::string> may{std::istream_iterator<std::string>(allowed), {}};
    for (const std::string& color : all) {
      EXPECT_EQ(plate_may_have_color(row.plate, color), may.contains(color))
          << row.plate << ' ' << color;
    }
  }
}

}  // namespace certpress::parse
