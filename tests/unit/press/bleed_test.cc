#include "press/bleed.h"

#include <gtest/gtest.h>

#include "press/ink_box.h"

namespace certpress::press {
namespace {

constexpr Size kPage{100, 80};

std::shared_ptr<const sheet::Item> item(decltype(sheet::Item::content) content,
                                        const Rect& bounds) {
  sheet::Item out;
  out.element = "e";
  out.bounds = bounds;
  out.content = std::move(content);
  return std::make_shared<const sheet::Item>(std::move(out));
}

sheet::Path rectangle(const Rect& box) {
  sheet::Path path;
  path.outline.add_rect(box);
  return path;
}

Rect bled(sheet::Path path) {
  const Rect bounds{0, 0, kPage.width, kPage.height};
  return *ink_box(*with_bleed({item(std::move(path), bounds)}, kPage, 3).front());
}

TEST(Bleed, DrawsOutWhatReachesTheEdgeAndNothingElse) {
  sheet::Path ground = rectangle({0, 0, 100, 80});
  ground.fill = Color{};
  EXPECT_EQ(bled(ground), (Rect{-3, -3, 106, 86}));
  sheet::Path band = rectangle({0, 10, 40, 5});
  band.fill = Color{};
  EXPECT_EQ(bled(band), (Rect{-3, 10, 43, 5}));
  sheet::Path inner = rectangle({5, 10, 40, 5});
  inner.fill = Color{};
  EXPECT_EQ(bled(inner), (Rect{5, 10, 40, 5}));
}

TEST(Bleed, ALineThatEndsAtTheEdgeGoesOnAndOneAlongItStays) {
  sheet::Path wave;
  wave.outline.move_to({0, 20});
  wave.outline.line_to({50, 25});
  wave.outline.line_to({100, 20});
  wave.stroke = Stroke{Color{}, 0};
  EXPECT_EQ(bled(wave), (Rect{-3, 20, 106, 5}));
  sheet::Path frame = rectangle({0, 0, 100, 80});
  frame.stroke = Stroke{Color{}, 0};
  EXPECT_EQ(bled(frame), (Rect{0, 0, 100, 80}));
}

TEST(Bleed, APictureIsContinuedByItsMirroredStrips) {
  sheet::Image image;
  image.source = {0, 0, 200, 160};
  image.box = {0, 0, 50, 40};
  const auto out = with_bleed({item(image, image.box)}, kPage, 3);
  ASSERT_EQ(out.size(), 4U) << "left, top, and the corner between";
  const auto& left = std::get<sheet::Group>(out[2]->content);
  EXPECT_EQ(left.transform, (Transform{-1, 0, 0, 1, 0, 0}));
  EXPECT_EQ(std::get<sheet::Image>(left.items.front()->content).source, (Rect{0, 0, 12, 160}));
}

TEST(Bleed, ReachesIntoGroups) {
  sheet::Path ground = rectangle({0, 0, 10, 8});
  ground.fill = Color{};
  sheet::Group group;
  group.transform = Transform::scaling(10);
  group.items = {item(ground, {0, 0, 10, 8})};
  const auto out = with_bleed({item(group, {0, 0, 100, 80})}, kPage, 3);
  EXPECT_EQ(*ink_box(*out.front()), (Rect{-3, -3, 106, 86}));
}

}  // namespace
}  // namespace certpress::press
