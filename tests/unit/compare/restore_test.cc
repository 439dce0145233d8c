// A sheet that is made from its dump again.
#include "compare/restore.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace certpress::compare {
namespace {

using sheet::Item;

std::shared_ptr<const Item> item(const std::string& element, decltype(Item::content) content) {
  Item out;
  out.element = element;
  out.content = std::move(content);
  return std::make_shared<const Item>(std::move(out));
}

sheet::Path zigzag(double x) {
  sheet::Path path;
  path.outline.move_to({x, 0});
  for (int i = 1; i < 20; ++i) {
    path.outline.line_to({x + i, i % 2 == 0 ? 0.0 : 1.5});
  }
  path.stroke = Stroke{{1, 2, 3, 0.25}, 0.3};
  return path;
}

sheet::Sheet specimen(double x) {
  auto face = std::make_shared<sheet::FontFace>();
  face->id = "song";
  sheet::GlyphRun run;
  run.face = face;
  run.size = 5;
  run.color = {26, 26, 26, 1};
  run.text = "a \"quoted\" 样";
  run.glyphs = {{7, {x, 2}}, {8, {x + 5, 2}}};
  sheet::Path triangle;
  triangle.outline.move_to({x, 1});
  triangle.outline.curve_to({x, 2}, {x, 3}, {x + 1, 3});
  triangle.outline.close();
  triangle.fill = Color{255, 0, 16, 0.5};
  sheet::Group group;
  group.transform = Transform::rotation(30).then(Transform::translation(x, 3));
  group.opacity = 0.5;
  group.blend = sheet::Blend::kMultiply;
  group.items = {item("", run), item("", zigzag(x))};
  sheet::Sheet sheet;
  sheet.page = {100, 50};
  sheet.template_id = "demo";
  sheet.template_version = "1.0.0";
  sheet.items = {item("text", run), item("triangle", triangle), item("zigzag", zigzag(x)),
                 item("seal", group)};
  return sheet;
}

std::shared_ptr<const sheet::FontFace> song(std::string_view id) {
  auto face = std::make_shared<sheet::FontFace>();
  face->id = id;
  return id == "song" ? face : nullptr;
}

// The dump without the words of the items, which a restored sheet does not need.
std::string ink_of(const sheet::Sheet& sheet) {
  std::string out;
  std::string line;
  for (const char c : sheet::dump(sheet)) {
    line += c;
    if (c == '\n') {
      out += line.starts_with("  ") ? line : "";
      line.clear();
    }
  }
  return out;
}

TEST(Restore, MakesTheSheetOfADumpAgain) {
  const sheet::Sheet before = specimen(10);
  std::vector<std::string> lost;
  const sheet::Sheet made =
      restore(sheet::read_dump(sheet::dump(before), "x"), specimen(20), song, lost);
  EXPECT_EQ(ink_of(made), ink_of(before));
  EXPECT_TRUE(lost.empty());
}

TEST(Restore, NamesWhatTheDumpHasNotEnoughOf) {
  const sheet::Sheet before = specimen(10);
  sheet::Sheet now = specimen(10);
  now.items = {now.items[0]};
  std::vector<std::string> lost;
  const sheet::Sheet made = restore(sheet::read_dump(sheet::dump(before), "x"), now, song, lost);
  EXPECT_EQ(made.items.size(), 2U);
  EXPECT_EQ(made.items[1]->element, "triangle");
  EXPECT_EQ(lost, (std::vector<std::string>{"zigzag", "seal"}));
}

TEST(Restore, LacksTextInAFontThatIsNoMore) {
  std::vector<std::string> lost;
  (void)restore(
      sheet::read_dump(sheet::dump(specimen(1)), "x"), specimen(1),
      [](std::string_view) { return nullptr; }, lost);
  EXPECT_EQ(lost, (std::vector<std::string>{"text", "seal"}));
}

}  // namespace
}  // namespace certpress::compare
