// Certificates on a larger sheet: where each lies, on the front and behind it.
#include <map>

#include <gtest/gtest.h>

#include "impose/grid.h"
#include "impose/imposed_sheet.h"
#include "unit/text/installed_fonts.h"

namespace certpress::impose {
namespace {

// A card with a dot near its upper left corner.
sheet::Sheet card() {
  sheet::Path dot;
  dot.outline.add_rect({4, 5, 2, 2});
  dot.fill = Color{};
  sheet::Item item;
  item.element = "dot";
  item.bounds = {4, 5, 2, 2};
  item.content = std::move(dot);
  sheet::Sheet out;
  out.page = {85, 55};
  out.items = {std::make_shared<const sheet::Item>(std::move(item))};
  return out;
}

Imposition on(PaperSize sheet, int columns, int rows) {
  Imposition out;
  out.sheet = sheet;
  out.columns = columns;
  out.rows = rows;
  return out;
}

// Where the dot of each cell lies on the face, in the order of the cells.
std::vector<Point> dots(const Imposition& imposition, Face face) {
  const sheet::Sheet of = card();
  const std::vector<const sheet::Sheet*> cells(cells_on_sheet(imposition, {85, 55}), &of);
  std::vector<Point> out;
  for (const auto& item : imposed(imposition, cells, face, {}, text::installed_fonts()).items) {
    if (item->element == "certificate") {
      const auto& group = std::get<sheet::Group>(item->content);
      out.push_back(group.transform.apply({5, 6}));
    }
  }
  return out;
}

std::string refusal(const Imposition& imposition) {
  try {
    static_cast<void>(cells_on_sheet(imposition, {85, 55}));
  } catch (const Refused& refused) {
    return refused.diagnostics().front().code;
  }
  return "accepted";
}

TEST(Grid, TakesAsManyAsFitInTheMiddleOfTheSheet) {
  Imposition imposition = on({210, 297}, 0, 0);
  Grid grid = grid_of(imposition, {85, 55});
  EXPECT_EQ(grid.columns, 2);
  EXPECT_EQ(grid.rows, 5);
  EXPECT_EQ(grid.area, (Rect{20, 11, 170, 275}));
  imposition.crop_marks = true;
  imposition.gutter_mm = 6;
  imposition.bleed_mm = 3;
  grid = grid_of(imposition, {85, 55});
  EXPECT_EQ(grid.cells(), 8) << "marks and gutters take room";
  EXPECT_EQ(grid_of(on({297, 420}, 0, 0), {297, 210}).rows, 2) << "exactly two";
}

TEST(Grid, TurnsASheetThatMayLieEitherWayWhereThatHoldsMore) {
  Imposition sra3 = on({320, 450}, 0, 0);
  EXPECT_EQ(grid_of(sra3, {210, 297}).cells(), 1);
  sra3.sheet_either_way = true;
  const Grid turned = grid_of(sra3, {210, 297});
  EXPECT_EQ(turned.columns, 2);
  EXPECT_EQ(turned.sheet.width, 450);
  EXPECT_EQ(turned.area, (Rect{15, 11.5, 420, 297}));
  EXPECT_EQ(grid_of(sra3, {297, 210}).sheet.width, 320) << "two already, one above the other";
  sra3.columns = 2;
  sra3.rows = 1;
  EXPECT_EQ(grid_of(sra3, {210, 297}).sheet.width, 450) << "as asked for, where it has room";
  sra3.rows = 2;
  EXPECT_THROW(grid_of(sra3, {210, 297}), Refused);
}

TEST(Grid, BacksOfATurnedSheetLieBehindTheirFronts) {
  Imposition imposition = on({100, 180}, 2, 1);
  imposition.sheet_either_way = true;
  imposition.duplex = Duplex::kShortEdge;
  EXPECT_EQ(dots(imposition, Face::kBack), dots(
                                               [&] {
                                                 Imposition lying = on({180, 100}, 2, 1);
                                                 lying.duplex = Duplex::kShortEdge;
                                                 return lying;
                                               }(),
                                               Face::kBack));
}

TEST(Grid, RefusesWhatDoesNotFit) {
  EXPECT_EQ(refusal(on({210, 297}, 3, 1)), "printing/no-room");
  EXPECT_EQ(refusal(on({80, 50}, 0, 0)), "printing/no-room");
  Imposition imposition = on({210, 297}, 2, 2);
  imposition.bleed_mm = 3;
  EXPECT_EQ(refusal(imposition), "printing/bleed-in-gutter");
  imposition.gutter_mm = 6;
  EXPECT_EQ(refusal(imposition), "accepted");
}

// The back of a sheet is seen through it as in a mirror: about a vertical line when it is flipped
// on an upright edge. A card that is turned like a page shows its back upright.
TEST(Imposed, TheBackOfEachCardLiesBehindItsFront) {
  for (const PaperSize sheet : {PaperSize{210, 297}, PaperSize{297, 210}}) {
    for (const Duplex duplex : {Duplex::kLongEdge, Duplex::kShortEdge}) {
      Imposition imposition = on(sheet, 2, 3);
      imposition.duplex = duplex;
      const auto front = dots(imposition, Face::kFront);
      const auto back = dots(imposition, Face::kBack);
      const bool about_vertical =
          (duplex == Duplex::kLongEdge) == (sheet.height_mm > sheet.width_mm);
      for (std::size_t cell = 0; cell < front.size(); ++cell) {
        const Point seen = about_vertical ? Point{sheet.width_mm - back[cell].x, back[cell].y}
                                          : Point{back[cell].x, sheet.height_mm - back[cell].y};
        // Turned like a page, a dot 5 mm from the left edge of the back is 5 mm from the right
        // edge of the front, at the same height.
        EXPECT_NEAR(seen.x, front[cell].x - 5 + 80, 1e-9);
        EXPECT_NEAR(seen.y, front[cell].y, 1e-9);
      }
    }
  }
}

TEST(Imposed, MarksStandClearOfTheBleedAndSayWhereToCut) {
  Imposition imposition = on({210, 297}, 2, 2);
  imposition.gutter_mm = 8;
  imposition.bleed_mm = 3;
  imposition.crop_marks = true;
  imposition.registration_marks = true;
  imposition.slug = "run.csv {page}/{pages}";
  const sheet::Sheet of = card();
  const auto sheet =
      imposed(imposition, {&of, &of, nullptr, &of}, Face::kFront, {2, 7}, text::installed_fonts());
  std::map<std::string, int> count;
  std::string slug;
  for (const auto& item : sheet.items) {
    ++count[item->element];
    if (const auto* run = std::get_if<sheet::GlyphRun>(&item->content)) {
      slug += run->text;
    }
    if (item->element == "crop_marks") {
      const auto& outline = std::get<sheet::Path>(item->content).outline;
      EXPECT_EQ(outline.points.size(), 2U * 16) << "four cuts each way, at both ends";
      for (const Point& p : outline.points) {
        EXPECT_TRUE(p.x <= sheet.cut->bleed.x || p.x >= sheet.cut->bleed.right() ||
                    p.y <= sheet.cut->bleed.y || p.y >= sheet.cut->bleed.bottom());
      }
    }
  }
  EXPECT_EQ(count["certificate"], 3);
  EXPECT_EQ(count["registration_marks"], 1);
  EXPECT_EQ(slug, "run.csv 2/7");
  EXPECT_EQ(sheet.cut->trim, (Rect{16, 89.5, 178, 118}));
  EXPECT_EQ(sheet.cut->bleed, (Rect{13, 86.5, 184, 124}));
}

TEST(RecordsOnSheet, PilesAreInOrderWhenTheyAreLaidOnEachOther) {
  using Cells = std::vector<std::optional<std::size_t>>;
  EXPECT_EQ(records_on_sheet(CellOrder::kBySheet, 4, 6, 1),
            (Cells{4, 5, std::nullopt, std::nullopt}));
  // Two sheets of four: pile 1 is 0, 1; pile 2 is 2, 3 ...
  EXPECT_EQ(records_on_sheet(CellOrder::kByPile, 4, 6, 0), (Cells{0, 2, 4, std::nullopt}));
  EXPECT_EQ(records_on_sheet(CellOrder::kByPile, 4, 6, 1), (Cells{1, 3, 5, std::nullopt}));
}

}  // namespace
}  // namespace certpress::impose
