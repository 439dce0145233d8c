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

Sheet proof(const Sheet& sheet) {
  // White over the stock, so that exactly this share of its contrast is left.
  constexpr double kShown = 0.35;
  Sheet out = only(sheet, Layer::kStock);
  const Rect page{0, 0, sheet.page.width, sheet.page.height};
  Path white;
  white.outline.add_rect(page);
  white.fill = Color{255, 255, 255, 1 - kShown};
  Item veil;
  veil.element = "veil";
  veil.bounds = page;
  veil.content = std::move(white);
  out.items.push_back(std::make_shared<const Item>(std::move(veil)));
  for (const auto& shared : only(sheet, Layer::kInk).items) {
    Item item = *shared;
    item.in_base = false;  // The veil lies below it.
    out.items.push_back(std::make_shared<const Item>(std::move(item)));
  }
  return out;
}

Sheet without_signature(const Sheet& sheet) {
  Sheet out = sheet;
  for (auto& shared : out.items) {
    if (shared->seal) {
      Item item = *shared;
      item.seal = false;
      shared = std::make_shared<const Item>(std::move(item));
    }
  }
  return out;
}

const Item* signature_seal(const Sheet& sheet) {
  const auto found = std::ranges::find_if(sheet.items, [](const auto& item) { return item->seal; });
  return found == sheet.items.end() ? nullptr : found->get();
}

}  // namespace certpress::sheet
