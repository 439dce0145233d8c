// Workbooks: as Excel and LibreOffice make them, and made to do harm.
#include <ctime>

#include "make_workbook.h"
#include "places.h"
#include "read_table.h"

namespace certpress::table {
namespace {

const std::string kStyles =
    R"(<numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts>)"
    R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs>)";

std::string row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

// Two columns, 甲 and 乙, and these rows below them.
std::string with_rows(const std::string& rows, const std::string& strings = "") {
  return make_workbook(
      {row(1, R"(<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)") + rows,
       "<si><t>甲</t></si><si><t>乙</t></si>" + strings, kStyles});
}

Lines read(const std::string& workbook, const Options& options = {}) {
  return read_rows(*open(table_file("a.xlsx", workbook), options)).lines;
}

TEST(Workbook, SharedTextsDatesAndNumbersComeAsAPersonSeesThem) {
  EXPECT_EQ(read(with_rows(
                row(2, R"(<c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45352</v></c>)") +
                    row(3, R"(<c r="A3" s="2"><v>123</v></c><c r="B3" s="3"><v>45352</v></c>)") +
                    row(5, R"(<c r="A5"><v>13800138000</v></c><c r="B5" t="b"><v>1</v></c>)"),
                "<si><t xml:space=\"preserve\"> 𠮷 </t></si>")),
            (Lines{R"(2 {"甲":" 𠮷 ","乙":"2024-03-01"})", R"(3 {"甲":"000123","乙":"2024-03-01"})",
                   R"(5 {"甲":"13800138000","乙":"TRUE"})"}));
}

TEST(Workbook, FormulasCountByTheirLastResult) {
  EXPECT_EQ(read(with_rows(row(2, R"(<c r="A2" t="str"><f>B2&amp;"x"</f><v>果</v></c>)"
                                  R"(<c r="B2"><f>1+1</f><v>2</v></c>)"))),
            Lines{R"(2 {"甲":"果","乙":"2"})"});
}

TEST(Workbook, APhoneticGuideIsNotPartOfTheText) {
  EXPECT_EQ(read(with_rows(
                row(2, R"(<c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c>)"),
                R"(<si><t>张三</t><rPh sb="0" eb="2"><t>zhāng sān</t></rPh></si>)"
                R"(<si><r><t>李</t></r><r><rPr><b/></rPr><t>四_x000A_五_x005F_</t></r></si>)")),
            Lines{R"(2 {"甲":"张三","乙":"李四\n五_"})"});
}

TEST(Workbook, CellsWithoutReferenceFollowEachOther) {
  EXPECT_EQ(read(with_rows(R"(<row><c t="inlineStr"><is><t>内</t></is></c><c><v>5</v></c></row>)")),
            Lines{R"(2 {"甲":"内","乙":"5"})"});
}

TEST(Workbook, ErrorsAndLostDigitsRefuseTheirRowOnly) {
  EXPECT_EQ(read(with_rows(row(2, R"(<c r="A2" t="e"><v>#N/A</v></c><c r="B2"><v>1</v></c>)") +
                           row(3, R"(<c r="B3"><v>1.4010019900101123E17</v></c>)") +
                           row(4, R"(<c r="A4" s="1"><v>-5</v></c>)") +
                           row(5, R"(<c r="A5"><v>1</v></c><c r="C5"><v>2</v></c>)") +
                           row(6, R"(<c r="A6"><v>7</v></c>)"))),
            (Lines{"2 table/cell-error/甲", "3 table/number-too-long/乙", "4 table/no-such-date/甲",
                   "5 table/extra-cell", R"(6 {"甲":"7"})"}));
}

TEST(Workbook, DaysMayBeCountedFrom1904) {
  EXPECT_EQ(read(make_workbook({row(1, R"(<c t="inlineStr"><is><t>甲</t></is></c>)") +
                                    row(2, R"(<c r="A2" s="1"><v>43890</v></c>)"),
                                "", kStyles, R"(<workbookPr date1904="1"/>)"})),
            Lines{R"(2 {"甲":"2024-03-01"})"});
}

TEST(Workbook, TheSheetMayBeNamed) {
  EXPECT_EQ(read(with_rows(row(2, R"(<c r="A2"><v>1</v></c>)")), {.sheet = "名单"}),
            Lines{R"(2 {"甲":"1"})"});
  EXPECT_EQ(refused_with(table_file("a.xlsx", with_rows("")), {.sheet = "无"}),
            Lines{"table/no-such-sheet"});
}

// How it was made: tests/data/tables/README.md.
TEST(Workbook, ThatLibreOfficeMadeIsReadAsItShows) {
  const auto table =
      open(std::string(CERTPRESS_SOURCE_DIR) + "/tests/data/tables/libreoffice.xlsx", {});
  EXPECT_EQ(table->format(), "XLSX");
  EXPECT_EQ(
      read_rows(*table).lines,
      (Lines{
          R"(2 {"姓名":"𠮷䶮㛃","出生日期":"1995-06-15","电话":"13800138000","档案号":"000123","吨位":"39.100"})",
          R"(3 {"姓名":"阿依古丽·买买提","出生日期":"2000-02-29","电话":"13900139000","档案号":"000007","吨位":"0.500"})"}));
}

TEST(Workbook, WhatIsNoWorkbookIsRefused) {
  const Lines refused{"table/not-a-workbook"};
  EXPECT_EQ(refused_with(table_file("a.xlsx", "no zip")), refused);
  EXPECT_EQ(refused_with(table_file("b.xlsx", make_zip({{"a.txt", "x"}}))), refused);
  const std::string good = with_rows(row(2, R"(<c r="A2"><v>1</v></c>)"));
  EXPECT_EQ(refused_with(table_file("c.xlsx", good.substr(0, good.size() / 2))), refused);
  EXPECT_EQ(refused_with(table_file("d.xlsx", with_rows("<row r=\"2\">"))), refused);
  EXPECT_EQ(refused_with(table_file("e.xlsx", with_rows(row(2, R"(<c t="s"><v>99</v></c>)")))),
            refused);
  EXPECT_EQ(refused_with(table_file("f.xlsx", with_rows(row(3, "") + row(2, "")))), refused);
}

TEST(Workbook, EntitiesOfItsOwnAreRefused) {
  WorkbookParts parts{row(1, R"(<c t="inlineStr"><is><t>&lol;</t></is></c>)"), "", ""};
  parts.sheet_head = R"(<!DOCTYPE worksheet [<!ENTITY lol "lollollol">]>)";
  EXPECT_EQ(refused_with(table_file("a.xlsx", make_workbook(parts))),
            Lines{"table/not-a-workbook"});
}

// A thousandth of it in the file.
TEST(Workbook, ABombIsRefusedBeforeItIsUnpacked) {
  const std::clock_t start = std::clock();
  const std::string zeros(30U << 20U, ' ');
  const std::string attribute = row(2, "<c r=\"A2\" x=\"" + zeros + "\"><v>1</v></c>");
  EXPECT_EQ(refused_with(table_file("a.xlsx", with_rows(attribute))),
            Lines{"table/not-a-workbook"});
  EXPECT_EQ(
      refused_with(table_file("b.xlsx", with_rows(row(2, "<c r=\"A2\"><v>" + zeros + "</v></c>")))),
      Lines{"table/not-a-workbook"});
  std::string many;
  for (int i = 0; i < 300'000; ++i) {
    many += "<c><v>1</v></c>";
  }
  EXPECT_EQ(read(with_rows(row(2, many))), Lines{"2 table/too-many-columns"});
  // Of the processor, which a busy machine does not change.
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 10);
}

}  // namespace
}  // namespace certpress::table
