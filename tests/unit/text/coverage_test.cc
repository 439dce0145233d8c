#include "text/coverage.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <hb.h>

#include "base/utf8.h"
#include "installed_fonts.h"

namespace certpress::text {
namespace {

const std::vector<Hanzi>& all_hanzi() {
  static const std::vector<Hanzi> hanzi =
      national_hanzi(InstalledFonts().font_data(kTghFile)->text());
  return hanzi;
}

TEST(NationalHanzi, HaveThePublishedSizes) {
  const Coverage all = count_coverage(all_hanzi(), std::vector<bool>(all_hanzi().size(), true));
  EXPECT_EQ(all.tgh, 8105);
  EXPECT_EQ(all.gb18030_level1, 27570);
  EXPECT_EQ(all.gb18030_level2, 27766);
  EXPECT_EQ(all.gb18030_level3, 87887);
}

// Asked of HarfBuzz anew, not through the code under test: how many curves and lines a glyph has.
int segments(hb_font_t* font, hb_codepoint_t glyph) {
  static hb_draw_funcs_t* const funcs = [] {
    hb_draw_funcs_t* made = hb_draw_funcs_create();
    hb_draw_funcs_set_line_to_func(
        made,
        [](hb_draw_funcs_t*, void* count, hb_draw_state_t*, float, float, void*) {
          ++*static_cast<int*>(count);
        },
        nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        made,
        [](hb_draw_funcs_t*, void* count, hb_draw_state_t*, float, float, float, float, void*) {
          ++*static_cast<int*>(count);
        },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        made,
        [](hb_draw_funcs_t*, void* count, hb_draw_state_t*, float, float, float, float, float,
           float, void*) { ++*static_cast<int*>(count); },
        nullptr, nullptr);
    return made;
  }();
  int count = 0;
  hb_font_get_glyph_shape(font, glyph, funcs, &count);
  return count;
}

class EveryHanziTest : public testing::TestWithParam<std::string> {};

TEST_P(EveryHanziTest, HasARealOutline) {
  for (const Hanzi& hanzi : all_hanzi()) {
    const OpenFace* picked = pick(installed_fonts(), GetParam(), hanzi.character);
    ASSERT_NE(picked, nullptr) << code_point_name(hanzi.character);
    hb_codepoint_t glyph = 0;
    ASSERT_TRUE(hb_font_get_nominal_glyph(picked->font, hanzi.character, &glyph));
    ASSERT_GE(segments(picked->font, glyph), 2) << code_point_name(hanzi.character);
  }
}

INSTANTIATE_TEST_SUITE_P(FontBook, EveryHanziTest, testing::Values("song", "hei", "kai"),
                         [](const auto& test) { return test.param; });

TEST(FontReport, CountsWhatWasMeasured) {
  const FontReport report = installed_fonts().report();
  EXPECT_TRUE(report.problems.empty());
  std::map<std::string, Coverage> files;
  for (const FontFileInfo& file : report.files) {
    EXPECT_TRUE(file.intact) << file.id;
    files[file.id] = file.coverage;
  }
  EXPECT_EQ(files["noto-serif"].gb18030_level3, 29813);
  EXPECT_EQ(files["noto-sans"].gb18030_level3, 29876);
  EXPECT_EQ(files["ukai"].tgh, 7786);  // without the 23 that are blank
  EXPECT_EQ(files["lxgw-wenkai"].gb18030_level3, 22367);
  EXPECT_EQ(files["hanamin-b"].gb18030_level3, 60322);
  EXPECT_EQ(files["babelstone-han"].gb18030_level3, 48472);
  ASSERT_EQ(report.roles.size(), 5U);
  for (const FontRoleInfo& role : report.roles) {
    EXPECT_EQ(role.coverage.tgh, 8105) << role.role;
    EXPECT_EQ(role.coverage.gb18030_level3, 87887) << role.role;
  }
}

TEST(FontReport, GoesOnBehindAMissingFile) {
  const FontBook fonts(std::make_shared<InstalledFonts>(
      [](std::string_view path, Bytes data) -> std::optional<Bytes> {
        return path.ends_with("HanaMinB.ttf") ? std::nullopt : std::optional(std::move(data));
      }));
  const FontReport report = fonts.report();
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].code, "font/missing");
  for (const FontFileInfo& file : report.files) {
    EXPECT_EQ(file.intact, file.id != "hanamin-b") << file.id;
  }
  EXPECT_EQ(report.roles[0].coverage.tgh, 8105);
  EXPECT_LT(report.roles[0].coverage.gb18030_level3, 87887);
}

}  // namespace
}  // namespace certpress::text
