#include "text/place.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "synthetic_text.h"

namespace certpress::text {
namespace {

const Color kInk{1, 2, 3, 1};

TEST(Place, PutsEachGlyphAtItsPen) {
  ShapedText text = synthetic_text(U"甲乙丙");
  text.glyphs[1].dx = 0.25;
  text.glyphs[1].dy = -0.5;
  const auto runs = place(text, {0, 3, 3}, {10, 20}, 4, 0, kInk);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].text, "甲乙丙");
  EXPECT_EQ(runs[0].color, kInk);
  EXPECT_DOUBLE_EQ(runs[0].size, 4);
  ASSERT_EQ(runs[0].glyphs.size(), 3U);
  EXPECT_EQ(runs[0].glyphs[0].at, (Point{10, 20}));
  EXPECT_EQ(runs[0].glyphs[1].at, (Point{15, 18}));
  EXPECT_EQ(runs[0].glyphs[2].at, (Point{18, 20}));
}

TEST(Place, KeepsClustersApartWithoutTracking) {
  const auto runs = place(synthetic_text(U"甲a"), {0, 2, 2}, {0, 0}, 1, 0, kInk);
  ASSERT_EQ(runs[0].clusters.size(), 2U);
  EXPECT_EQ(runs[0].clusters[0].bytes, 3U);
  EXPECT_EQ(runs[0].clusters[1].bytes, 1U);
}

TEST(Place, MergesTheClustersOfATrackedLine) {
  const auto runs = place(synthetic_text(U"甲乙"), {0, 2, 2.5}, {0, 0}, 2, 0.5, kInk);
  ASSERT_EQ(runs[0].clusters.size(), 1U);
  EXPECT_EQ(runs[0].clusters[0].bytes, 6U);
  EXPECT_EQ(runs[0].clusters[0].glyphs, 2U);
  EXPECT_DOUBLE_EQ(runs[0].glyphs[1].at.x, 3);
}

TEST(Place, StartsARunForEachFace) {
  ShapedText text = synthetic_text(U"甲乙丙");
  text.clusters[1].face = &synthetic_face(1);
  const auto runs = place(text, {0, 3, 3}, {0, 5}, 1, 0.1, kInk);
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[1].face->id, "second");
  EXPECT_EQ(runs[1].text, "乙");
  EXPECT_DOUBLE_EQ(runs[2].glyphs[0].at.x, 2.2);
  EXPECT_DOUBLE_EQ(runs[2].glyphs[0].at.y, 5);
}

TEST(Place, DropsHangingSpacesOnly) {
  const auto runs = place(synthetic_text(U"甲 乙  "), {0, 5, 3}, {0, 0}, 1, 0, kInk);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].text, "甲 乙");
  EXPECT_EQ(runs[0].glyphs.size(), 3U);
}

TEST(Place, TakesOnlyTheClustersOfItsLine) {
  const auto runs = place(synthetic_text(U"甲乙丙丁"), {1, 3, 2}, {7, 0}, 1, 0, kInk);
  EXPECT_EQ(runs[0].text, "乙丙");
  EXPECT_DOUBLE_EQ(runs[0].glyphs[0].at.x, 7);
}

TEST(PlaceAt, UsesThePensAndMergesTheClusters) {
  const ShapedText text = synthetic_text(U"地址");
  const auto runs = place_at(text, {0, 2, 2}, {{1, 9}, {4, 9}}, 1, kInk);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].glyphs[0].at, (Point{1, 9}));
  EXPECT_EQ(runs[0].glyphs[1].at, (Point{4, 9}));
  ASSERT_EQ(runs[0].clusters.size(), 1U);
  EXPECT_EQ(runs[0].clusters[0].bytes, 6U);
}

TEST(PlaceAt, WantsOnePenForEachCluster) {
  EXPECT_THROW(place_at(synthetic_text(U"地址"), {0, 2, 2}, {{1, 9}}, 1, kInk), std::logic_error);
}

}  // namespace
}  // namespace certpress::text
