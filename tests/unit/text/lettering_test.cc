#include "text/lettering.h"

#include <gtest/gtest.h>

#include "installed_fonts.h"

namespace certpress::text {
namespace {

sheet::Items lettered(const std::string& text, const Rect& box, double size_pt) {
  Lettering lettering;
  lettering.style.font = "hei";
  lettering.style.size_pt = size_pt;
  sheet::Items out;
  letter(installed_fonts(), text, box, lettering, out);
  return out;
}

const sheet::GlyphRun& run(const std::shared_ptr<const sheet::Item>& item) {
  return std::get<sheet::GlyphRun>(item->content);
}

TEST(Letter, ShowsAQuestionMarkForWhatNoFontDraws) {
  const auto items = lettered("a\xEE\x80\x80z", {0, 0, 100, 10}, 9);  // U+E000, private use
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(run(items[0]).text, "a?z");
}

TEST(Letter, IsAsSmallAsItsBoxNeeds) {
  const Rect box{5, 5, 30, 4};
  const auto items = lettered("校准页的一行很长的说明文字，放不进这个小框", box, 12);
  ASSERT_FALSE(items.empty());
  for (const auto& item : items) {
    for (const sheet::Glyph& glyph : run(item).glyphs) {
      EXPECT_LE(glyph.at.x + run(item).size, box.right() + 0.01);
      EXPECT_LE(glyph.at.y, box.bottom());
    }
  }
}

TEST(Letter, NewlinesEndLines) {
  const auto items = lettered("上\n下", {0, 0, 30, 20}, 9);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_LT(run(items[0]).glyphs[0].at.y, run(items[1]).glyphs[0].at.y);
}

}  // namespace
}  // namespace certpress::text
