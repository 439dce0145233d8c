#include "certpress/diagnostic.h"

#include <gtest/gtest.h>

#include "base/refusals.h"

namespace certpress {
namespace {

Diagnostic unknown_key() {
  Diagnostic diagnostic;
  diagnostic.code = "template/unknown-key";
  diagnostic.place = {"x/template.yaml", 12, 9, "  名称: colour", "", "", "", 0};
  diagnostic.message = {"unknown key 'colour'", "未知的键 'colour'"};
  diagnostic.hint = {"did you mean 'color'?", "是否应为 'color'？"};
  return diagnostic;
}

TEST(DiagnosticText, ShowsPlaceMessageCodeSourceLineCaretAndHint) {
  EXPECT_EQ(to_text(unknown_key(), Language::kEnglish),
            "x/template.yaml:12:9: error: unknown key 'colour' [template/unknown-key]\n"
            "   12 |   名称: colour\n"
            "      |           ^\n"
            "  hint: did you mean 'color'?\n");
}

TEST(DiagnosticText, IsChineseWhenAsked) {
  EXPECT_EQ(to_text(unknown_key(), Language::kChinese),
            "x/template.yaml:12:9: 错误: 未知的键 'colour' [template/unknown-key]\n"
            "   12 |   名称: colour\n"
            "      |           ^\n"
            "  建议: 是否应为 'color'？\n");
}

TEST(DiagnosticText, NamesElementFieldPointerAndRow) {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::kWarning;
  diagnostic.code = "record/x";
  diagnostic.place.file = "list.csv";
  diagnostic.place.row = 7;
  diagnostic.place.pointer = "/holder_name";
  diagnostic.place.element = "holder";
  diagnostic.place.field = "holder_name";
  diagnostic.message = {"odd", "异常"};
  EXPECT_EQ(to_text(diagnostic, Language::kEnglish),
            "list.csv:row 7#/holder_name: warning: element holder, field holder_name: odd "
            "[record/x]\n");
}

TEST(DiagnosticText, CutsALongLineAroundTheCaret) {
  Diagnostic diagnostic = unknown_key();
  diagnostic.place.source_line = std::string(500, 'a') + "!" + std::string(500, 'b');
  diagnostic.place.column = 501;
  const std::string text = to_text(diagnostic, Language::kEnglish);
  EXPECT_LT(text.size(), 400U);
  const std::size_t source = text.find("| ") + 2;
  const std::size_t caret = text.find("| ", source) + 2;
  const std::size_t column = text.find('^') - caret;
  EXPECT_EQ(text[source + column], '!');
}

TEST(Refused, CarriesAllDiagnosticsAndShowsTheFirstError) {
  Refusals refusals;
  refusals.warning("a/b", {}, {"only a warning", "警告"});
  refusals.error("c/d", {}, {"first error", "错误一"});
  refusals.error("e/f", {}, {"second error", "错误二"});
  try {
    refusals.throw_if_any();
    FAIL() << "nothing was refused";
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().size(), 3U);
    EXPECT_NE(std::string(refused.what()).find("first error"), std::string::npos);
  }
}

TEST(Refusals, WarningsAloneRefuseNothing) {
  Refusals refusals;
  refusals.warning("a/b", {}, {"only a warning", "警告"});
  refusals.throw_if_any();
  EXPECT_EQ(refusals.take().size(), 1U);
}

}  // namespace
}  // namespace certpress
