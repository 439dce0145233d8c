// PDFs that are written directly look as cairo's do: each certificate, filled and hardest, its
// stock and its ink, a made-up record; and each element by itself. scripts/pdf-sweep tries more.
#include "both_ways.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/image.h"

namespace certpress::tests {
namespace {

// False when the record is refused.
bool expect_alike(const PdfPage& page) {
  SCOPED_TRACE(page.name);
  const auto found = compare_both_ways(page, test_folder());
  if (found) {
    EXPECT_LE(found->poppler.mean, kBothWaysBound.poppler.mean);
    EXPECT_LE(found->poppler.worst_square, kBothWaysBound.poppler.worst_square);
    EXPECT_LE(found->mupdf.mean, kBothWaysBound.mupdf.mean);
    EXPECT_LE(found->mupdf.worst_square, kBothWaysBound.mupdf.worst_square);
  }
  return found.has_value();
}

class BothWaysOf : public testing::TestWithParam<Specimen> {};

TEST_P(BothWaysOf, EveryRecordAreAlike) {
  const PageMaker pages(GetParam());
  EXPECT_TRUE(expect_alike(pages.specimen()));
  if (GetParam().name != "standard") {
    return;
  }
  EXPECT_TRUE(expect_alike(pages.specimen(LayerChoice::kStock)));
  EXPECT_TRUE(expect_alike(pages.specimen(LayerChoice::kInk)));
  std::uint64_t seed = 1;
  while (!expect_alike(pages.made_up(seed))) {
    ASSERT_LT(++seed, 100U);
  }
}

INSTANTIATE_TEST_SUITE_P(Specimens, BothWaysOf, testing::ValuesIn(all_specimens()), name_of);

TEST(BothWaysOfAnElement, AreAlike) {
  const auto pages = golden_pages("elements/");
  EXPECT_GE(pages.size(), 20U);
  for (const PdfPage& page : pages) {
    EXPECT_TRUE(expect_alike(page));
  }
}

}  // namespace
}  // namespace certpress::tests
