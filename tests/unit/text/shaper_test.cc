#include "text/shaper.h"

#include <clocale>
#include <thread>

#include <gtest/gtest.h>

#include "installed_fonts.h"

namespace certpress::text {
namespace {

ShapedText song(std::string_view text) { return shape(installed_fonts(), text, "song"); }

std::string part(const ShapedText& shaped, std::size_t cluster) {
  const ShapedCluster& at = shaped.clusters.at(cluster);
  return shaped.text.substr(at.begin, at.length);
}

// All that shaping decides, as text.
std::string dump(const ShapedText& shaped) {
  std::string out;
  for (const ShapedCluster& cluster : shaped.clusters) {
    out += std::to_string(cluster.begin) + "+" + std::to_string(cluster.length) + " " +
           cluster.face->face->id;
    for (const ShapedGlyph& glyph : shaped.glyphs_of(cluster)) {
      for (const double value : {glyph.dx, glyph.dy, glyph.advance}) {
        out += " " + std::to_string(static_cast<long>(value * 1e6));
      }
      out += " " + std::to_string(glyph.id) + ";";
    }
    out += "\n";
  }
  return out;
}

TEST(Shaper, MakesOneClusterForEachHanzi) {
  const ShapedText shaped = song("道路𠮷证");
  ASSERT_EQ(shaped.clusters.size(), 4U);
  EXPECT_TRUE(shaped.missing.empty());
  std::size_t offset = 0;
  for (const ShapedCluster& cluster : shaped.clusters) {
    EXPECT_EQ(cluster.begin, offset);
    EXPECT_DOUBLE_EQ(cluster.advance, 1);
    ASSERT_EQ(cluster.glyph_count, 1U);
    EXPECT_NE(shaped.glyphs_of(cluster)[0].id, 0U);
    offset += cluster.length;
  }
  EXPECT_EQ(offset, shaped.text.size());
}

TEST(Shaper, FallsBackForOneCharacterOnly) {
  const ShapedText shaped = shape(installed_fonts(), "甲䶮乙", "kai");
  ASSERT_EQ(shaped.clusters.size(), 3U);
  EXPECT_EQ(shaped.clusters[0].face->face->id, "ukai");
  EXPECT_EQ(shaped.clusters[1].face->face->id, "lxgw-wenkai");
  EXPECT_EQ(shaped.clusters[2].face->face->id, "ukai");
}

TEST(Shaper, SetsTheMiddleDotHalfAnEmWideInEveryFont) {
  for (const char* role : {"song", "hei", "kai"}) {
    const ShapedText shaped = shape(installed_fonts(), "丽·买", role);
    ASSERT_EQ(shaped.clusters.size(), 3U) << role;
    EXPECT_DOUBLE_EQ(shaped.clusters[1].advance, 0.5) << role;
    EXPECT_DOUBLE_EQ(shaped.glyphs[1].advance, 0.5) << role;
  }
  // Noto Serif: 0.327 em wide, centred by its ink.
  EXPECT_NEAR(song("·").glyphs[0].dx, 0.0865, 0.005);
}

TEST(Shaper, KeepsAnUnderivedMarkInTheClusterOfItsBase) {
  const ShapedText shaped = song("am\u0300b");
  ASSERT_EQ(shaped.clusters.size(), 3U);
  EXPECT_EQ(part(shaped, 1), "m\u0300");
  EXPECT_TRUE(shaped.missing.empty());
}

TEST(Shaper, ReportsAMarkThatNoFontHasWithItsBase) {
  const ShapedText shaped = song("甲\u0F71乙");  // a Tibetan vowel sign
  ASSERT_EQ(shaped.missing.size(), 1U);
  EXPECT_EQ(shaped.missing[0].character, U'\u0F71');
  EXPECT_EQ(shaped.missing[0].offset, 3U);
}

TEST(Shaper, HonoursAVariationSequenceThatAFaceOfTheChainHas) {
  const ShapedText plain = song("与");
  const ShapedText varied = song("与\U000E0105");
  ASSERT_TRUE(varied.missing.empty());
  ASSERT_EQ(varied.clusters.size(), 1U);
  EXPECT_EQ(varied.clusters[0].length, 7U);
  EXPECT_EQ(varied.clusters[0].face->face->id, "babelstone-han");
  EXPECT_EQ(plain.clusters[0].face->face->id, "noto-serif");
}

TEST(Shaper, ReportsAVariationSelectorThatNoFaceHonours) {
  const ShapedText shaped = song("一\U000E01EF");
  ASSERT_EQ(shaped.missing.size(), 1U);
  EXPECT_EQ(shaped.missing[0].character, U'\U000E01EF');
  EXPECT_EQ(shaped.missing[0].offset, 3U);
}

TEST(Shaper, ReportsEachCharacterThatCannotBeDrawn) {
  const ShapedText shaped = song("甲\uE000乙\U00030041\u200B");
  ASSERT_EQ(shaped.missing.size(), 3U);
  EXPECT_EQ(shaped.missing[0].character, U'\uE000');
  EXPECT_EQ(shaped.missing[0].offset, 3U);
  EXPECT_EQ(shaped.missing[1].character, U'\U00030041');
  EXPECT_EQ(shaped.missing[1].offset, 9U);
  EXPECT_EQ(shaped.missing[2].character, U'\u200B');
}

TEST(Shaper, MakesNoClusterForANewline) {
  const ShapedText shaped = song("\n甲\n\n乙\n");
  ASSERT_EQ(shaped.clusters.size(), 2U);
  EXPECT_FALSE(shaped.clusters[0].must_break_before);
  EXPECT_TRUE(shaped.clusters[1].must_break_before);
  EXPECT_EQ(part(shaped, 1), "乙");
}

TEST(Shaper, DoesNotLigateAcrossANewline) {
  EXPECT_EQ(song("fi").clusters.size(), 1U);
  EXPECT_EQ(song("f\ni").clusters.size(), 2U);
}

TEST(Shaper, KeepsADoubleDashInOnePiece) {
  const ShapedText shaped = song("甲——乙");
  ASSERT_EQ(shaped.clusters.size(), 3U);
  EXPECT_EQ(part(shaped, 1), "——");
  EXPECT_DOUBLE_EQ(shaped.clusters[1].advance, 2);
}

TEST(Shaper, MarksSpaces) {
  const ShapedText shaped = song("甲 乙　丙");
  ASSERT_EQ(shaped.clusters.size(), 5U);
  EXPECT_TRUE(shaped.clusters[1].is_space);
  EXPECT_TRUE(shaped.clusters[3].is_space);
  EXPECT_FALSE(shaped.clusters[4].is_space);
}

TEST(Shaper, AnEmptyTextHasNoClusters) { EXPECT_TRUE(song("").clusters.empty()); }

constexpr std::string_view kMixed = "阿依古丽·买买提（危险货物运输2类1项，𠮷䶮）AV fi——“2024年”";

TEST(Shaper, GivesTheSameFromEveryThread) {
  const FontBook fonts(std::make_shared<InstalledFonts>());
  const std::string expected = dump(shape(installed_fonts(), kMixed, "kai"));
  std::vector<std::string> results(8);
  {
    std::vector<std::jthread> threads;
    threads.reserve(results.size());
    for (std::string& result : results) {
      threads.emplace_back([&result, &fonts] {
        for (int i = 0; i < 20; ++i) {
          result = dump(shape(fonts, kMixed, "kai"));
        }
      });
    }
  }
  for (const std::string& result : results) {
    EXPECT_EQ(result, expected);
  }
}

TEST(Shaper, GivesTheSameInEveryLocale) {
  const std::string before = dump(song(kMixed));
  for (const char* locale : {"de_DE.UTF-8", "ja_JP.UTF-8", "zh_TW.UTF-8", "tr_TR.UTF-8"}) {
    ASSERT_NE(std::setlocale(LC_ALL, locale), nullptr) << locale;
    const FontBook fonts(std::make_shared<InstalledFonts>());
    EXPECT_EQ(dump(shape(fonts, kMixed, "song")), before) << locale;
  }
  std::setlocale(LC_ALL, "C");
}

}  // namespace
}  // namespace certpress::text
