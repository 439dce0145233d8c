// Kinds date, date-or-long-term and period.
#include <gtest/gtest.h>

#include "kind_table.h"

namespace certpress::parse {

using model::Field;
using model::Kind;

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
  expect_good(of_kind(Kind::kDateOrLongTerm), {{R"("长期")", "长期"},
                                               {R"(" 长期 ")", "长期"},
                                               {R"("长期\n")", "长期"},
                                               {R"("2027-05-09")", "2027-05-09"},
                                               {R"("20270509")", "2027-05-09"},
                                               {R"("2027年5月9日")", "2027-05-09"},
                                               {R"("2027年05月09日")", "2027-05-09"},
                                               {R"("2027年5月09日")", "2027-05-09"},
                                               {R"("２０２７年５月９日")", "2027-05-09"},
                                               {R"("２０２７－０５－０９")", "2027-05-09"},
                                               {R"("\u30002027-05-09")", "2027-05-09"},
                                               {R"("2028-02-29")", "2028-02-29"},
                                               {R"("2000-02-29")", "2000-02-29"},
                                               {R"("1900-01-01")", "1900-01-01"},
                                               {R"("2999-12-31")", "2999-12-31"}});
}

TEST(DateOrLongTermKind, RefusesOtherWordsAndDaysThatDoNotExist) {
  expect_bad(of_kind(Kind::kDateOrLongTerm), {{R"("永久")", "record/bad-date"},
                                              {R"("长 期")", "record/bad-date"},
                                              {R"("長期")", "record/bad-date"},
                                              {R"("长期有效")", "record/bad-date"},
                                              {R"("至长期")", "record/bad-date"},
                                              {R"("2027-05-09至长期")", "record/bad-date"},
                                              {R"("long-term")", "record/bad-date"},
                                              {R"("无")", "record/bad-date"},
                                              {R"("2027年5月")", "record/bad-date"},
                                              {R"("2027/05/09")", "record/bad-date"},
                                              {R"("27-05-09")", "record/bad-date"},
                                              {R"("2027-02-29")", "record/date-does-not-exist"},
                                              {R"("2027-06-31")", "record/date-does-not-exist"},
                                              {R"("2027年13月1日")", "record/date-does-not-exist"},
                                              {R"("9999-12-31")", "record/date-out-of-range"},
                                              {R"("1899-12-31")", "record/date-out-of-range"},
                                              {R"("长\u200B期")", "record/default-ignorable"},
                                              {R"(20270509)", "record/wrong-type"},
                                              {R"(true)", "record/wrong-type"}});
}

TEST(PeriodKind, TakesTwoDatesInOrder) {
  const auto both = [](const std::string& from, const std::string& until) {
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

}  // namespace certpress::parse
