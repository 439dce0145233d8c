// Kinds text, name and licence-number, and how values are normalised.
#include <gtest/gtest.h>

#include "base/private_use.h"
#include "base/utf8.h"
#include "kind_table.h"

namespace certpress::parse {

using model::Field;
using model::Kind;

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
  EXPECT_EQ(read.diagnostics.front().hint.en, "known are: 合格, 不合格");
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

TEST(LicenceNumberKind, TakesLettersWhereTheFieldSaysSo) {
  Field field = of_kind(Kind::kLicenceNumber);
  field.min_length = 8;
  field.max_length = 20;
  EXPECT_EQ(read_one(field, R"("E12345678")").errors().front(), "record/bad-licence-number /f");
  field.letters = true;
  EXPECT_EQ(read_one(field, R"("14010020000229005x")").printed(), "14010020000229005X");
  EXPECT_EQ(read_one(field, R"("E12345678")").printed(), "E12345678");
  EXPECT_EQ(read_one(field, R"("E1234567-8")").errors().front(), "record/bad-licence-number /f");
  EXPECT_EQ(read_one(field, R"("E123456")").errors().front(), "record/too-short /f");
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

// Never shown, never dropped in silence: whatever the selector and whatever stands before it.
TEST(VariationSelector, IsRefusedInEveryKindOfText) {
  std::vector<char32_t> selectors{0x180B, 0x180C, 0x180D};
  for (char32_t c = 0xFE00; c <= 0xFE0F; ++c) {
    selectors.push_back(c);
  }
  for (char32_t c = 0xE0100; c <= 0xE01EF; ++c) {
    selectors.push_back(c);
  }
  for (const char32_t selector : selectors) {
    for (const char32_t base : {U'葛', U'與', U'1', U'\U00020000'}) {
      const std::string json = '"' + to_utf8(std::u32string{base, selector}) + '"';
      for (const Kind kind : {Kind::kText, Kind::kName, Kind::kIdCard, Kind::kLicenceNumber}) {
        const auto errors = read_one(of_kind(kind), json).errors();
        ASSERT_EQ(errors, std::vector<std::string>{"record/variation-selector /f"})
            << code_point_name(selector);
      }
    }
  }
}

TEST(PrivateUse, IsRefusedWhateverTheCharacter) {
  for (char32_t c = 0xE000; c <= 0xF8FF; ++c) {
    const ReadRecord read = read_one(of_kind(Kind::kName), "\"王" + to_utf8({&c, 1}) + '"');
    ASSERT_EQ(read.errors(), std::vector<std::string>{"record/private-use /f"})
        << code_point_name(c);
    const auto standard = standard_character(c);
    EXPECT_EQ(read.diagnostics.front().hint.zh,
              standard ? "按 GB 18030-2022 应为 " + code_point_name(*standard) : "");
  }
}

TEST(Radical, HintsAtTheHanzi) {
  EXPECT_EQ(read_one(of_kind(Kind::kText), R"("\u2FD5")").diagnostics.front().hint.en,
            "the hanzi is U+9FA0");
}

}  // namespace certpress::parse
