#include "raster/glyph_outlines.h"

#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

#include "unit/canvas/specimen.h"

namespace certpress::raster {
namespace {

using tests::text_run;

TEST(GlyphOutlines, ReadsAGlyphOnce) {
  GlyphOutlines outlines(100);
  const auto first = outlines.of(text_run(tests::kai(), 5, {}, "样例样"));
  const auto second = outlines.of(text_run(tests::kai(), 9, {}, "例"));
  EXPECT_EQ(outlines.size(), 2U);
  EXPECT_EQ(first.at(0), first.at(2));
  EXPECT_EQ(first.at(1), second.at(0));
  EXPECT_FALSE(first.at(0)->verbs.empty());
}

TEST(GlyphOutlines, TellsFacesApart) {
  GlyphOutlines outlines(100);
  const auto kai = outlines.of(text_run(tests::kai(), 5, {}, "一")).at(0);
  const auto song = outlines.of(text_run(tests::song(), 5, {}, "一")).at(0);
  EXPECT_NE(kai->points, song->points);
}

TEST(GlyphOutlines, NeverKeepsMoreThanItsCapacity) {
  GlyphOutlines outlines(3);
  const auto run = text_run(tests::kai(), 5, {}, "道路运输经营");
  const auto kept = outlines.of(run);
  EXPECT_LE(outlines.size(), 3U);
  ASSERT_EQ(kept.size(), 6U);  // what was handed out lives on
  EXPECT_EQ(kept.at(0)->points, outlines.of(text_run(tests::kai(), 5, {}, "道")).at(0)->points);
}

TEST(GlyphOutlines, LetsGoOfFacesThatNobodyUses) {
  GlyphOutlines outlines(100);
  auto face = std::make_shared<sheet::FontFace>(*tests::kai());
  outlines.of(text_run(face, 5, {}, "样例"));
  EXPECT_EQ(outlines.size(), 2U);
  face.reset();
  outlines.of(text_run(tests::song(), 5, {}, "证"));
  EXPECT_EQ(outlines.size(), 1U);
}

TEST(GlyphOutlines, RefusesAFaceOfAnotherScale) {
  auto face = std::make_shared<sheet::FontFace>(*tests::song());
  const auto run = text_run(face, 5, {}, "一");
  face->units_per_em = 2048;
  GlyphOutlines outlines(10);
  EXPECT_THROW(outlines.of(run), std::logic_error);
}

}  // namespace
}  // namespace certpress::raster
