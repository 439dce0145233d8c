#include "sheet/sheet.h"

#include <gtest/gtest.h>

namespace certpress::sheet {
namespace {

std::shared_ptr<const Item> rectangle(const std::string& name, Layer layer, double x) {
  Path path;
  path.outline.add_rect({x, 2, 3, 4});
  path.fill = Color{255, 0, 16, 0.5};
  Item item;
  item.element = name;
  item.layer = layer;
  item.bounds = {x, 2, 3, 4};
  item.content = std::move(path);
  return std::make_shared<const Item>(std::move(item));
}

Sheet three_layers() {
  Sheet sheet;
  sheet.page = {210, 297};
  sheet.title = "演示";
  sheet.template_id = "demo";
  sheet.template_version = "1.0.0";
  sheet.items = {rectangle("a", Layer::kStock, 1), rectangle("b", Layer::kInk, 2),
                 rectangle("c", Layer::kBoth, -0.0001)};
  return sheet;
}

TEST(Only, KeepsTheLayerAndWhatBelongsToBoth) {
  EXPECT_EQ(only(three_layers(), Layer::kInk).items.size(), 2U);
  EXPECT_EQ(only(three_layers(), Layer::kStock).items.front()->element, "a");
}

TEST(Proof, IsTheStockUnderAVeilAndAllInkAboveIt) {
  Sheet sheet = three_layers();
  Item ink = *sheet.items[1];
  ink.in_base = true;
  sheet.items = {std::make_shared<const Item>(ink), sheet.items[0], sheet.items[2]};
  const Sheet shown = proof(sheet);
  std::string order;
  for (const auto& item : shown.items) {
    order += item->element + " ";
  }
  EXPECT_EQ(order, "a c veil b c ");
  EXPECT_FALSE(shown.items[3]->in_base) << "it would be drawn before the veil";
}

TEST(WithoutSignature, KeepsTheSealAsInk) {
  Sheet sheet = three_layers();
  Item seal = *sheet.items[1];
  seal.seal = true;
  sheet.items[1] = std::make_shared<const Item>(seal);
  ASSERT_NE(signature_seal(sheet), nullptr);
  EXPECT_EQ(signature_seal(without_signature(sheet)), nullptr);
  EXPECT_EQ(without_signature(sheet).items.size(), 3U);
}

TEST(Dump, IsStableAndNamesElementLayerAndPlace) {
  EXPECT_EQ(dump(three_layers()),
            "sheet demo 1.0.0 210.000 × 297.000 mm \"演示\"\n"
            "a static stock [1.000 2.000 3.000 4.000]\n"
            "  path fill #FF0010@0.500 M1.000,2.000 L4.000,2.000 L4.000,6.000 L1.000,6.000 Z\n"
            "b static ink [2.000 2.000 3.000 4.000]\n"
            "  path fill #FF0010@0.500 M2.000,2.000 L5.000,2.000 L5.000,6.000 L2.000,6.000 Z\n"
            "c static both [0.000 2.000 3.000 4.000]\n"
            "  path fill #FF0010@0.500 M0.000,2.000 L3.000,2.000 L3.000,6.000 L0.000,6.000 Z\n");
}

TEST(Outline, EllipseStaysOnTheCircle) {
  Outline circle;
  circle.add_ellipse({-10, -10, 20, 20});
  // The middle of the first quarter's curve, by de Casteljau at one half.
  const auto& p = circle.points;
  const double x = (p[0].x + 3 * p[1].x + 3 * p[2].x + p[3].x) / 8;
  const double y = (p[0].y + 3 * p[1].y + 3 * p[2].y + p[3].y) / 8;
  EXPECT_NEAR(x * x + y * y, 100, 0.06);
}

}  // namespace
}  // namespace certpress::sheet
