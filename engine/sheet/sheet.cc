#include "sheet.h"

#include <algorithm>

namespace certpress::sheet {

Rect extent(const Outline& outline) {
  if (outline.points.empty()) {
    return {};
  }
  const auto [left, right] = std::ranges::minmax(outline.points, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(outline.points, {}, &Point::y);
  return {left.x, top.y, right.x - left.x, bottom.y - top.y};
}

Sheet only(const Sheet& sheet, Layer layer) {
  Sheet out = sheet;
  std::erase_if(out.items, [&](const std::shared_ptr<const Item>& item) {
    return item->layer != Layer::kBoth && item->layer != layer;
  });
  return out;
}

const Item* signature_seal(const Sheet& sheet) {
  const auto found = std::ranges::find_if(sheet.items, [](const auto& item) { return item->seal; });
  return found == sheet.items.end() ? nullptr : found->get();
}

}  // namespace certpress::sheet
