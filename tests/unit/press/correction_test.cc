// The corrected sheet, printed by the printer that was measured, is the sheet.
#include "press/correction.h"

#include <gtest/gtest.h>

#include "press/deviation.h"
#include "press/ink_box.h"

namespace certpress::press {
namespace {

std::shared_ptr<const sheet::Item> square(const std::string& name, const Rect& box) {
  sheet::Path path;
  path.outline.add_rect(box);
  path.fill = Color{0, 0, 0, 1};
  sheet::Item item;
  item.element = name;
  item.bounds = box;
  item.content = std::move(path);
  return std::make_shared<const sheet::Item>(std::move(item));
}

sheet::Sheet page(Size size, sheet::Items items) {
  sheet::Sheet sheet;
  sheet.page = size;
  sheet.items = std::move(items);
  return sheet;
}

PrinterProfile profile(const PrintDeviation& deviation, PaperSize paper = {210, 297}) {
  PrinterProfile out;
  out.page = paper;
  out.deviation = deviation;
  return out;
}

// Where the printer puts a point of the sheet.
Point printed(const sheet::Sheet& sheet, const PrinterProfile& by, Point p) {
  const auto& group = std::get<sheet::Group>(sheet.items.front()->content);
  return transform_of(by.deviation, by.page).apply(group.transform.apply(p));
}

std::string refusal(const sheet::Sheet& sheet, const PrinterProfile& by) {
  try {
    static_cast<void>(corrected(sheet, by));
  } catch (const Refused& refused) {
    const Diagnostic& first = refused.diagnostics().front();
    return first.code + " " + first.place.element + ": " + first.message.en;
  }
  return "accepted";
}

TEST(Corrected, UndoesThePrintersDeviation) {
  const PrinterProfile by = profile({0.9, -0.4, 0.997, 1.002, 0.4, 0.1});
  const auto sheet = corrected(page({210, 297}, {square("a", {30, 40, 5, 5})}), by);
  const Point p = printed(sheet, by, {30, 40});
  EXPECT_NEAR(p.x, 30, 1e-9);
  EXPECT_NEAR(p.y, 40, 1e-9);
}

TEST(Corrected, LandscapeIsTurnedOntoThePaperAsItIsFed) {
  PrinterProfile by = profile({0.9, -0.4, 1, 1, 0, 0});
  const auto landscape = page({297, 210}, {square("a", {30, 40, 5, 5})});
  auto sheet = corrected(landscape, by);
  EXPECT_EQ(sheet.page, (Size{210, 297}));
  // The top of the certificate lies at the paper's left edge.
  EXPECT_NEAR(printed(sheet, by, {30, 40}).x, 40, 1e-9);
  EXPECT_NEAR(printed(sheet, by, {30, 40}).y, 297 - 30, 1e-9);
  by.landscape = LandscapeTurn::kRight;
  sheet = corrected(landscape, by);
  EXPECT_NEAR(printed(sheet, by, {30, 40}).x, 210 - 40, 1e-9);
  EXPECT_NEAR(printed(sheet, by, {30, 40}).y, 30, 1e-9);
}

TEST(Corrected, AnotherPaperIsRefused) {
  EXPECT_TRUE(refusal(page({148, 210}, {}), profile({})).starts_with("printing/page-size"));
}

TEST(Corrected, InkThatWouldLeaveThePaperIsRefusedInMillimetres) {
  const auto sheet = page({210, 297}, {square("inside", {1, 40, 5, 5}), square("b", {9, 9, 5, 5})});
  EXPECT_EQ(refusal(sheet, profile({3, 0, 1, 1, 0, 0})),
            "printing/off-page inside: corrected for this printer it would lose 2.00 mm over the "
            "left edge of the paper");
  EXPECT_EQ(refusal(sheet, profile({1, 0, 1, 1, 0, 0})), "accepted");
}

TEST(Corrected, WhatReachesTheEdgeIsDrawnOnOverIt) {
  const auto sheet = page({210, 297}, {square("ground", {0, 0, 210, 297})});
  const auto out = corrected(sheet, profile({3, 2, 0.99, 0.99, 0, 0}));
  const auto ink = ink_box(*out.items.front());
  ASSERT_TRUE(ink);
  EXPECT_TRUE(ink->contains({0, 0, 210, 297})) << "no white is left at the edges";
}

}  // namespace
}  // namespace certpress::press
