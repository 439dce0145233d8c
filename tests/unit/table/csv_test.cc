// CSV as spreadsheets and programs write it, and as nobody should.
#include "read_table.h"

namespace certpress::table {
namespace {

TEST(Csv, RowsAreCountedAsASpreadsheetShowsThem) {
  const auto table =
      open(table_file("a.csv", "姓名,住址\n甲,一号\n\n乙,\"二号\n三室\"\n,\n丙,四号"), {});
  EXPECT_EQ(read_rows(*table).lines,
            (Lines{R"(2 {"姓名":"甲","住址":"一号"})", R"(4 {"姓名":"乙","住址":"二号\n三室"})",
                   R"(6 {"姓名":"丙","住址":"四号"})"}));
  EXPECT_EQ(table->format(), "CSV");
  EXPECT_EQ(table->encoding(), "UTF-8");
}

TEST(Csv, QuotesCommasAndDoubledQuotes) {
  const auto table =
      open(table_file("a.csv", "a,b\r\n\"1,2\",\"say \"\"x\"\"\"\r\n5\" wide,\"\"\r\n"), {});
  EXPECT_EQ(read_rows(*table).lines,
            (Lines{R"(2 {"a":"1,2","b":"say \"x\""})", R"(3 {"a":"5\" wide","b":""})"}));
}

TEST(Csv, TabsAndSemicolonsAreSeenInTheHeader) {
  const auto tabs = open(table_file("a.csv", "a\tb,c\n1,5\t2\n"), {});
  EXPECT_EQ(read_rows(*tabs).lines, Lines{R"(2 {"a":"1,5","b,c":"2"})"});
  const auto semicolons = open(table_file("b.csv", "a;b;c\n1,5;2;3\n"), {});
  EXPECT_EQ(read_rows(*semicolons).lines, Lines{R"(2 {"a":"1,5","b":"2","c":"3"})"});
}

TEST(Csv, TheHeaderMayStandLowerAndIsTrimmed) {
  Options options;
  options.header_row = 2;
  options.ignored = {"备注"};
  const auto table =
      open(table_file("a.csv", "名单,,\n 姓名　,\"住\n址\n\",备注\n甲,乙,丙\n"), options);
  ASSERT_EQ(table->columns().size(), 2U);
  EXPECT_EQ(table->columns()[0].name, "姓名");
  EXPECT_EQ(read_rows(*table).lines, Lines{"3 {\"姓名\":\"甲\",\"住\\n址\":\"乙\"}"});
}

TEST(Csv, ACellWithoutAColumnRefusesItsRowOnly) {
  const auto table = open(table_file("a.csv", "a,b\n1,2,3\n4,5\n6\n7,8,\n"), {});
  EXPECT_EQ(read_rows(*table).lines, (Lines{"2 table/extra-cell", R"(3 {"a":"4","b":"5"})",
                                            R"(4 {"a":"6"})", R"(5 {"a":"7","b":"8"})"}));
}

TEST(Csv, TextBehindAClosingQuoteRefusesItsRowOnly) {
  const auto table = open(table_file("a.csv", "a,b\n\"1\"x,2\n3,4\n"), {});
  EXPECT_EQ(read_rows(*table).lines, (Lines{"2 table/bad-quote/a", R"(3 {"a":"3","b":"4"})"}));
}

TEST(Csv, AnUnclosedQuoteRefusesTheTableBecauseRowsAreLost) {
  EXPECT_EQ(refused_with(table_file("a.csv", "a,b\n1,2\n3,\"4\n5,6\n7,8\n")),
            Lines{"table/unclosed-quote:3"});
  EXPECT_EQ(refused_with(table_file("b.csv", "a,\"b\n1,2\n")), Lines{"table/unclosed-quote:1"});
}

TEST(Csv, NothingAtAllIsRefused) {
  EXPECT_EQ(refused_with(table_file("a.csv", "")), Lines{"table/no-header"});
  EXPECT_EQ(refused_with(table_file("b.csv", "\n1,2\n")), Lines{"table/no-header:1"});
  EXPECT_EQ(refused_with(table_file("c.csv", "a\n"), {.ignored = {"b"}}),
            Lines{"table/unknown-ignored:1"});
  EXPECT_EQ(refused_with("/nowhere/a.csv"), Lines{"table/unreadable"});
  EXPECT_EQ(refused_with(table_file("a.xls", "")), Lines{"table/unknown-format"});
}

TEST(Csv, AMillionColumnsAreRefusedAndNotStored) {
  std::string wide = "a";
  for (int i = 0; i < 1'000'000; ++i) {
    wide += ",b";
  }
  EXPECT_EQ(refused_with(table_file("a.csv", wide + "\n")), Lines{"table/too-many-columns:1"});
  const auto table = open(table_file("b.csv", "a,b\n" + wide + "\n1,2\n"), {});
  EXPECT_EQ(read_rows(*table).lines, (Lines{"2 table/too-many-columns", R"(3 {"a":"1","b":"2"})"}));
}

TEST(Csv, AnEndlessLineIsReadToItsEndAndNotStored) {
  const std::string line(17U << 20U, 'x');
  const auto table = open(table_file("a.csv", "a,b\n" + line + "\n1,2\n"), {});
  const ReadRows read = read_rows(*table);
  EXPECT_EQ(read.lines, (Lines{"2 table/row-too-long", R"(3 {"a":"1","b":"2"})"}));
}

TEST(Csv, ZerosInTheTextReachTheEngineWhichRefusesThem) {
  const auto table = open(table_file("a.csv", std::string("a,b\n1\0,2\n", 9)), {});
  EXPECT_EQ(read_rows(*table).lines, Lines{R"(2 {"a":"1\u0000","b":"2"})"});
}

TEST(JsonLines, ALineIsARecord) {
  const auto table = open(table_file("a.jsonl", "{\"a\":1}\r\n\n{\"a\":2}"), {});
  const ReadRows read = read_rows(*table);
  EXPECT_EQ(read.lines, (Lines{"1 {\"a\":1}\r", R"(3 {"a":2})"}));
  EXPECT_FALSE(table->has_columns());
  EXPECT_EQ(table->format(), "JSON Lines");
}

TEST(JsonLines, AnEndlessLineRefusesItself) {
  const auto table = open(table_file("a.jsonl", std::string(17U << 20U, ' ') + "\n{}\n"), {});
  EXPECT_EQ(read_rows(*table).lines, (Lines{"1 table/row-too-long", "2 {}"}));
}

}  // namespace
}  // namespace certpress::table
