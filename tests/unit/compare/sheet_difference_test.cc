// What two dumps differ in, said by element.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "certpress/compare.h"

namespace certpress {
namespace {

const std::string kHead = "sheet x 1.0.0 100.000 × 100.000 mm \"标题\"\n";

// One line of text, characters of 5 mm side by side.
std::string text(const std::string& element, const std::string& words, double x, double y,
                 const std::string& face = "song", const std::string& size = "5.000",
                 const std::string& color = "#1A1A1A", const std::string& kind = "static stock") {
  std::string out = element + " " + kind + " [0.000 0.000 50.000 10.000]\n  text \"" + words +
                    "\" " + face + " " + size + " mm " + color + "\n  glyphs";
  const std::size_t count = words.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    out += " " + std::to_string(10 + i) + "@" + std::to_string(x + 5.0 * static_cast<double>(i)) +
           "," + std::to_string(y);
  }
  return out + "\n";
}

std::string square(const std::string& element, double x, double y, double side,
                   const std::string& paint = "fill #FF0000") {
  const auto place = [](double a, double b) { return std::to_string(a) + "," + std::to_string(b); };
  return element + " static stock [0.000 0.000 50.000 10.000]\n  path " + paint + " M" +
         place(x, y) + " L" + place(x + side, y) + " L" + place(x + side, y + side) + " Z\n";
}

std::string picture(const std::string& digest, const std::string& source, const std::string& box) {
  return "a static stock [0.000 0.000 50.000 50.000]\n  image jpeg 295×413 px " + digest +
         " source [" + source + "] box [" + box + "]\n";
}

// "element: message", one a line.
std::string told(const std::string& before, const std::string& after) {
  std::string out;
  for (const Change& change : compare_sheets(kHead + before, kHead + after)) {
    EXPECT_FALSE(change.message.zh.empty()) << change.message.en;
    out +=
        std::string(name_of(change.kind)) + " " + change.element + ": " + change.message.en + "\n";
  }
  return out;
}

TEST(SheetDifference, IsNothingForEqualSheets) {
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样例", 1, 2)), "");
}

TEST(SheetDifference, TellsHowFarAndWhereTo) {
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样例", 1.4, 2)),
            "moved a: moved +0.40 mm right, same ink\n");
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样例", 0.8, 2.25)),
            "moved a: moved +0.20 mm left, +0.25 mm down, same ink\n");
  EXPECT_EQ(told(square("a", 1, 2, 3), square("a", 1, 1.5, 3)),
            "moved a: moved +0.50 mm up, same ink\n");
}

TEST(SheetDifference, TellsFontSizeAndColour) {
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样例", 1, 2, "hanamin")),
            "font a: font changed: song → hanamin\n");
  EXPECT_EQ(told(text("a", "样", 1, 2, "song", "4.939"), text("a", "样", 1, 2, "song", "4.762")),
            "size a: size changed: 14 pt → 13.5 pt\n");
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样例", 1, 2, "song", "5.000", "#1A1A22")),
            "color a: colour changed: #1A1A1A → #1A1A22\n");
}

TEST(SheetDifference, TellsTheCharacterThatFellBackToAnotherFont) {
  EXPECT_EQ(told(text("a", "样例", 1, 2), text("a", "样", 1, 2) + text("a", "例", 6, 2, "hanamin")),
            "font a: font changed: song → hanamin\n");
}

TEST(SheetDifference, QuotesTheTemplatesWordsAndNeverTheRecords) {
  EXPECT_EQ(told(text("a", "业户名称", 1, 2), text("a", "业户姓名", 1, 2)),
            "text a: text changed: “业户名称” → “业户姓名”\n");
  const std::string kind = "variable ink";
  const std::string out = told(text("a", "王样例", 1, 2, "song", "5.000", "#1A1A1A", kind),
                               text("a", "王样品", 1, 2, "song", "5.000", "#1A1A1A", kind));
  EXPECT_EQ(out, "text a: text changed at character 3 (U+4F8B → U+54C1), 3 → 3 characters\n");
  EXPECT_EQ(out.find("王"), std::string::npos);
}

TEST(SheetDifference, TellsAnotherPictureAnotherSizeAndAnotherCropping) {
  const std::string whole = "0.000 0.000 295.000 413.000";
  const std::string part = "0.000 10.000 295.000 403.000";
  const std::string box = "10.000 10.000 20.000 28.000";
  const std::string was = picture("0123456789abcdef", whole, box);
  EXPECT_EQ(told(was, was), "");
  EXPECT_EQ(told(was, picture("fedcba9876543210", whole, box)), "picture a: its picture changed\n");
  EXPECT_EQ(told(was, picture("0123456789abcdef", part, box)),
            "picture a: another part of its picture is shown\n");
  EXPECT_EQ(told(was, picture("0123456789abcdef", whole, "10.000 10.000 22.000 28.000")),
            "shape a: resized: 20.00 × 28.00 → 22.00 × 28.00 mm\n");
  EXPECT_EQ(told(was, picture("0123456789abcdef", whole, "11.000 10.000 20.000 28.000")),
            "moved a: moved +1.00 mm right, same ink\n");
}

TEST(SheetDifference, CountsLines) {
  const std::string one = text("a", "样例样例", 1, 2);
  const std::string two = text("a", "样例", 1, 2) + text("a", "样例", 1, 9);
  EXPECT_EQ(told(one, two), "lines a: wraps to 2 lines, was 1\n");
  EXPECT_EQ(told(two, one), "lines a: wraps to 1 line, was 2\n");
}

TEST(SheetDifference, TellsSpacingFromMoving) {
  const std::string wide =
      "a static stock [0.000 0.000 50.000 10.000]\n  text \"样例\" song 5.000 mm #1A1A1A\n"
      "  glyphs 10@1.000,2.000 11@6.350,2.000\n";
  EXPECT_EQ(told(text("a", "样例", 1, 2), wide),
            "spacing a: its characters stand up to 0.35 mm elsewhere\n");
}

TEST(SheetDifference, NamesWhatCameAndWhatWent) {
  EXPECT_EQ(told(text("a", "样", 1, 2), text("b", "样", 1, 2)),
            "vanished a: is gone\nappeared b: is new\n");
}

TEST(SheetDifference, TellsThePartOfAnElementThatMoved) {
  const auto field = [](double label_x, double value_x) {
    return text("a", "姓名", label_x, 2) +
           text("a", "王", value_x, 2, "song", "5.000", "#1A1A1A", "variable ink");
  };
  EXPECT_EQ(told(field(1, 30), field(1, 31)),
            "moved a: its part from the record: moved +1.00 mm right, same ink\n");
  EXPECT_EQ(told(field(1, 30), field(2, 31)), "moved a: moved +1.00 mm right, same ink\n");
}

TEST(SheetDifference, TellsShapesStrokesAndSizes) {
  EXPECT_EQ(told(square("a", 1, 2, 3), square("a", 1, 2, 4)),
            "shape a: resized: 3.00 × 3.00 → 4.00 × 4.00 mm\n");
  EXPECT_EQ(told(square("a", 1, 2, 3, "stroke #000000 0.200 mm"),
                 square("a", 1, 2, 3, "stroke #000000 0.300 mm")),
            "stroke a: stroke changed: 0.2 mm → 0.3 mm\n");
  EXPECT_EQ(told(square("a", 1, 2, 3) + square("a", 9, 2, 3), square("a", 1, 2, 3)),
            "shape a: its drawing changed: 2 → 1 outlines\n");
}

TEST(SheetDifference, KnowsALongOutlineThatMovedByItsFingerprint) {
  const auto waves = [](const std::string& print, const std::string& x) {
    return "a static stock [0.000 0.000 50.000 10.000]\n  path stroke #000000 0.200 mm 99 verbs " +
           print + " in [" + x + " 2.000 9.000 9.000]\n";
  };
  EXPECT_EQ(told(waves("00112233", "1.000"), waves("00112233", "1.200")),
            "moved a: moved +0.20 mm right, same ink\n");
  EXPECT_EQ(told(waves("00112233", "1.000"), waves("44556677", "1.000")),
            "shape a: its outline changed\n");
}

TEST(SheetDifference, KnowsACodeWithOtherContent) {
  const auto code = [](const std::string& print, const std::string& modules) {
    return "a variable ink [0.000 0.000 50.000 10.000]\n  path fill #000000 modules " + modules +
           " in [1.000 1.000 9.000 9.000] 99 verbs " + print + " in [1.000 1.000 9.000 9.000]\n";
  };
  EXPECT_EQ(told(code("00", "29"), code("11", "29")), "code a: the content of the code changed\n");
  EXPECT_EQ(told(code("00", "29"), code("11", "33")),
            "code a: the code has 33 modules a side, had 29\n");
}

std::string group(const std::string& opacity, const std::string& matrix) {
  return "a static stock [0.000 0.000 50.000 10.000]\n  group opacity " + opacity +
         " normal matrix " + matrix +
         "\n    text \"样\" song 5.000 mm #1A1A1A\n    glyphs 10@0.000,0.000\n";
}

TEST(SheetDifference, TellsOpacityTurnsAndScales) {
  EXPECT_EQ(told(group("0.820", "1 0 0 1 9 9"), group("0.800", "1 0 0 1 9 9")),
            "opacity a: opacity changed: 0.82 normal → 0.8 normal\n");
  EXPECT_EQ(told(group("1.000", "1 0 0 1 9 9"),
                 group("1.000", "0.866025 0.500000 -0.500000 0.866025 9 9")),
            "turned a: turned by 30.00°\n");
  EXPECT_EQ(told(group("1.000", "1 0 0 1 9 9"), group("1.000", "1.1 0 0 1.1 9 9")),
            "turned a: scaled to 110.00 %\n");
  EXPECT_EQ(told(group("1.000", "1 0 0 1 9 9"), group("1.000", "1 0 0 1 9.3 9")),
            "moved a: moved +0.30 mm right, same ink\n");
}

TEST(SheetDifference, TellsAnotherOrderOnlyWhereInkLiesOverInk) {
  const std::string a = square("a", 1, 1, 9);
  const std::string b = square("b", 5, 5, 9);
  const std::string far = square("b", 50, 50, 9);
  EXPECT_EQ(told(a + b, b + a), "order a: is drawn over b now\n");
  EXPECT_EQ(told(a + far, far + a), "");
}

TEST(SheetDifference, TellsABoxThatLeftItsInkAloneAsInvisible) {
  std::string boxed = text("a", "样例", 1, 2);
  boxed.replace(boxed.find("50.000"), 6, "60.000");
  const auto changes = compare_sheets(kHead + text("a", "样例", 1, 2), kHead + boxed);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].kind, ChangeKind::kBox);
  EXPECT_FALSE(changes[0].is_visible());
}

TEST(SheetDifference, SaysWhereTheInkStoodAndStands) {
  const auto changes = compare_sheets(kHead + square("a", 1, 2, 3), kHead + square("a", 7, 2, 3));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_NEAR(changes[0].before.x, 1, 1e-9);
  EXPECT_NEAR(changes[0].after.x, 7, 1e-9);
  EXPECT_NEAR(changes[0].after.width, 3, 1e-9);
}

TEST(SheetDifference, TellsThePage) {
  const auto changes = compare_sheets("sheet x 1 100.000 × 100.000 mm \"甲\"\n",
                                      "sheet x 2 100.000 × 120.000 mm \"乙\"\n");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].message.en, "page resized: 100 × 100 → 100 × 120 mm");
  EXPECT_EQ(changes[1].message.en, "title changed: “甲” → “乙”");
}

TEST(SheetDifference, RefusesWhatIsNoDump) {
  for (const char* broken :
       {"", "x", "sheet x 1 100 × 100 mm \"t\"\na static stock [1 2 3]\n",
        "sheet x 1 100 × 100 mm \"t\"\na static stock [1 2 3 4]\n",
        "sheet x 1 100 × 100 mm \"t\"\na static stock [1 2 3 4]\n  path fill #FF M1,a\n",
        "sheet x 1 100 × 100 mm \"t\"\na static stock [1 2 3 4]\n  text \"\n  glyphs\n"}) {
    try {
      (void)compare_sheets(broken, kHead);
      FAIL() << broken;
    } catch (const Refused& refused) {
      EXPECT_EQ(refused.diagnostics().front().code, "sheet/unreadable") << broken;
    }
  }
}

TEST(ElementsAt, AreNamedTopmostFirst) {
  const std::string dump = kHead + square("a", 1, 1, 9) + square("b", 5, 5, 9);
  EXPECT_EQ(elements_at(dump, {6, 6, 1, 1}), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(elements_at(dump, {2, 2, 1, 1}), (std::vector<std::string>{"a"}));
  EXPECT_EQ(areas_of(dump, "b").size(), 1U);
}

}  // namespace
}  // namespace certpress
