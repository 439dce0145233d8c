// The cover of a run: what it says, on pages of any size.
#include "impose/cover_sheet.h"

#include <gtest/gtest.h>

#include "unit/text/installed_fonts.h"

namespace certpress::impose {
namespace {

std::vector<sheet::Sheet> pages_of(const CoverSheet& cover) {
  return cover_sheets(cover, text::installed_fonts());
}

CoverSheet cover(PaperSize page, std::size_t lines) {
  CoverSheet out;
  out.page = page;
  out.title = "制证批次封面";
  out.subtitle = "样例证";
  out.facts = {{"制证日期", "2026年11月29日"}, {"记录", "100 条"}, {"制成", "99 份"}};
  out.columns = {{"序号", 12, true}, {"核发机关", 0, false}, {"份数", 16, true}};
  for (std::size_t i = 0; i < lines; ++i) {
    out.lines.push_back({std::to_string(i), "样例局", "1"});
  }
  out.signatures = {"制证", "复核", "领取"};
  return out;
}

TEST(CoverSheet, StaysOnItsPageAndGoesOnOnFurtherOnes) {
  for (const PaperSize page : {PaperSize{210, 297}, PaperSize{450, 320}, PaperSize{74, 105}}) {
    std::size_t lines = 0;
    const auto pages = pages_of(cover(page, 80));
    EXPECT_GT(pages.size(), 1U);
    for (const sheet::Sheet& one : pages) {
      for (const auto& item : one.items) {
        EXPECT_GE(item->bounds.x, 0);
        EXPECT_GE(item->bounds.y, 0);
        EXPECT_LE(item->bounds.right(), page.width_mm);
        EXPECT_LE(item->bounds.bottom(), page.height_mm);
        const auto* run = std::get_if<sheet::GlyphRun>(&item->content);
        lines += run != nullptr && run->text == "样例局" ? 1 : 0;
      }
    }
    EXPECT_EQ(lines, 80U) << page.width_mm;
  }
}

TEST(CoverSheet, HasAnEmptyBackWhereTheNextFrontMustBeAFront) {
  CoverSheet two_sided = cover({210, 297}, 2);
  two_sided.two_sided = true;
  const auto pages = pages_of(two_sided);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_TRUE(pages[1].items.empty());
}

TEST(CoverSheet, IsRefusedWherePeopleCouldNotReadIt) {
  try {
    pages_of(cover({85.6, 54}, 0));
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics().front().code, "printing/cover-too-small");
  }
}

}  // namespace
}  // namespace certpress::impose
