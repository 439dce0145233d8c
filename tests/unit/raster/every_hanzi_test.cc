// All 87,887 hanzi of GB 18030-2022, drawn as a certificate draws them: each leaves ink inside its
// cell, none looks like another, and no fallback font is larger, smaller, higher or lower.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "raster/raster.h"
#include "text/coverage.h"
#include "text/fit.h"
#include "text/place.h"
#include "text/shaper.h"
#include "unit/text/installed_fonts.h"

namespace certpress::raster {
namespace {

// At 254 dpi a millimetre is ten pixels: cells of 32 pixels with characters of 24 in their middle.
constexpr double kDpi = 254;
constexpr int kCell = 32;
constexpr double kCellMm = 3.2;
constexpr double kEmMm = 2.4;
constexpr std::size_t kColumns = 100;

const std::vector<text::Hanzi>& all_hanzi() {
  static const auto hanzi =
      text::national_hanzi(text::InstalledFonts().font_data(text::kTghFile)->text());
  return hanzi;
}

// One hanzi a cell.
sheet::Sheet page_of(const std::vector<sheet::GlyphRun>& runs, std::size_t rows) {
  sheet::Sheet page;
  page.page = {kColumns * kCellMm, static_cast<double>(rows) * kCellMm};
  for (const sheet::GlyphRun& run : runs) {
    auto item = std::make_shared<sheet::Item>();
    item->bounds = {0, 0, page.page.width, page.page.height};
    item->content = run;
    page.items.push_back(std::move(item));
  }
  return page;
}

Pixels draw(const sheet::Sheet& page) {
  const auto resolution = Resolution::from_dpi(page.page, kDpi);
  Pixels pixels = draw_base(page, resolution);
  draw_rest(pixels, page, resolution);
  return pixels;
}

// The darkness of a cell's pixels, one byte each.
std::string picture_of_cell(const Pixels& page, std::size_t index) {
  std::string out;
  const auto left = static_cast<int>(index % kColumns) * kCell;
  const auto top = static_cast<int>(index / kColumns) * kCell;
  for (int y = top; y < top + kCell; ++y) {
    for (int x = left; x < left + kCell; ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                      static_cast<std::size_t>(x);
      out += static_cast<char>(255 - (page.data.at(at) & 0xFFU));
    }
  }
  return out;
}

// The share of the em box that is covered.
double ink_share(const std::string& cell) {
  double ink = 0;
  for (const char dark : cell) {
    ink += static_cast<unsigned char>(dark) / 255.0;
  }
  return ink / (kEmMm * kEmMm * 100);
}

bool touches_the_edge(const std::string& cell) {
  for (std::size_t i = 0; i < kCell; ++i) {
    for (const std::size_t at : {i, i * kCell, i * kCell + kCell - 1, (kCell - 1) * kCell + i}) {
      if (cell[at] != 0) {
        return true;
      }
    }
  }
  return false;
}

class DrawnHanzi : public testing::TestWithParam<std::string> {
 protected:
  // Hands each hanzi with the picture of its cell to `look`, and the face that drew it.
  template <typename Look>
  void draw_all(const Look& look) {
    constexpr std::size_t kPerPage = kColumns * 40;
    for (std::size_t first = 0; first < all_hanzi().size(); first += kPerPage) {
      const std::size_t count = std::min(kPerPage, all_hanzi().size() - first);
      std::u32string characters;
      for (std::size_t i = 0; i < count; ++i) {
        characters += all_hanzi()[first + i].character;
      }
      const auto shaped = text::shape(text::installed_fonts(), to_utf8(characters), GetParam());
      ASSERT_TRUE(shaped.missing.empty()) << code_point_name(shaped.missing.front().character);
      ASSERT_EQ(shaped.clusters.size(), count);
      std::vector<Point> pens;
      for (std::size_t i = 0; i < count; ++i) {
        pens.push_back({(static_cast<double>(i % kColumns) + 0.5) * kCellMm - kEmMm / 2,
                        (static_cast<double>(i / kColumns) + 0.5) * kCellMm +
                            (text::kAscentEm - text::kDescentEm) / 2 * kEmMm});
      }
      const auto runs = text::place_at(shaped, {0, count, 0}, pens, kEmMm, Color{0, 0, 0, 1});
      const Pixels page = draw(page_of(runs, (count + kColumns - 1) / kColumns));
      for (std::size_t i = 0; i < count; ++i) {
        look(characters[i], picture_of_cell(page, i), shaped.clusters[i].face->face->id);
      }
    }
  }
};

// The mean extent of a face's characters, in em from the top left corner of the em box.
struct MeanExtent {
  double top = 0;
  double bottom = 0;
  double left = 0;
  double right = 0;
  int count = 0;
};

void add(const std::string& cell, MeanExtent& mean) {
  int top = kCell;
  int bottom = 0;
  int left = kCell;
  int right = 0;
  for (int y = 0; y < kCell; ++y) {
    for (int x = 0; x < kCell; ++x) {
      if (static_cast<unsigned char>(cell[static_cast<std::size_t>(y * kCell + x)]) > 127) {
        top = std::min(top, y);
        bottom = std::max(bottom, y + 1);
        left = std::min(left, x);
        right = std::max(right, x + 1);
      }
    }
  }
  const double margin = (kCell - kEmMm * 10) / 2;
  const double em = kEmMm * 10;
  mean.top += (top - margin) / em;
  mean.bottom += (bottom - margin) / em;
  mean.left += (left - margin) / em;
  mean.right += (right - margin) / em;
  ++mean.count;
}

TEST_P(DrawnHanzi, LeaveInkAndLookLikeNoOther) {
  std::size_t drawn = 0;
  std::map<std::string, std::u32string> by_picture;
  draw_all([&](char32_t hanzi, const std::string& cell, const std::string& /*face*/) {
    ++drawn;
    // 丶 is the palest: a single dot.
    EXPECT_GT(ink_share(cell), 0.015) << code_point_name(hanzi);
    EXPECT_FALSE(touches_the_edge(cell)) << code_point_name(hanzi);
    by_picture[cell] += hanzi;
  });
  EXPECT_EQ(drawn, 87887U);
  // Unicode holds a few characters twice, as 㘽 and 㦳. A font's box for what it has not would
  // stand in thousands of cells.
  std::size_t twins = 0;
  for (const auto& [picture, same] : by_picture) {
    EXPECT_LE(same.size(), 2U) << to_utf8(same);
    twins += same.size() - 1;
  }
  EXPECT_LT(twins, 20U);
}

// Fallback fonts need no correction: on the mean their characters begin and end where those of the
// role's own font do. UKai's are a little smaller than those of all others.
TEST_P(DrawnHanzi, HaveOneSizeAndOneBaselineInAllFaces) {
  std::map<std::string, MeanExtent> by_face;
  draw_all([&](char32_t /*hanzi*/, const std::string& cell, const std::string& face) {
    add(cell, by_face[face]);
  });
  ASSERT_GE(by_face.size(), 2U);
  const double tolerance = GetParam() == "kai" ? 0.06 : 0.02;  // em
  const auto& [main_face, main] = *std::ranges::max_element(by_face, {}, [](const auto& entry) {
    return entry.first == "hanamin-b" ? 0 : entry.second.count;
  });
  for (const auto& [face, mean] : by_face) {
    const std::string pair = face + " beside " + main_face;
    EXPECT_NEAR(mean.top / mean.count, main.top / main.count, tolerance) << pair;
    EXPECT_NEAR(mean.bottom / mean.count, main.bottom / main.count, tolerance) << pair;
    EXPECT_NEAR(mean.left / mean.count, main.left / main.count, tolerance) << pair;
    EXPECT_NEAR(mean.right / mean.count, main.right / main.count, tolerance) << pair;
  }
}

INSTANTIATE_TEST_SUITE_P(Fonts, DrawnHanzi, testing::Values("song", "song-bold", "hei", "kai"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace certpress::raster
