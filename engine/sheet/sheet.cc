#include "sheet.h"

namespace certpress::sheet {

Sheet only(const Sheet& sheet, Layer layer) {
  Sheet out = sheet;
  std::erase_if(out.items, [&](const std::shared_ptr<const Item>& item) {
    return item->layer != Layer::kBoth && item->layer != layer;
  });
  return out;
}

}  // namespace certpress::sheet
