#include "ink_box.h"

#include <algorithm>
#include <variant>

namespace certpress::press {

namespace {

void join(std::optional<Rect>& all, const Rect& one) { all = all ? all->joined(one) : one; }

std::optional<Rect> content_box(const sheet::Item& item);

// Around the em boxes; accents and side bearings reach a little over them.
std::optional<Rect> box_of(const sheet::GlyphRun& run) {
  std::optional<Rect> all;
  for (const sheet::Glyph& glyph : run.glyphs) {
    join(all, {glyph.at.x - 0.2 * run.size, glyph.at.y - 1.1 * run.size, 1.5 * run.size,
               1.5 * run.size});
  }
  return all;
}

std::optional<Rect> box_of(const sheet::Path& path) {
  if (path.outline.points.empty() || (!path.fill && !path.stroke)) {
    return std::nullopt;
  }
  return sheet::extent(path.outline).grown(path.stroke ? path.stroke->width / 2 : 0);
}

std::optional<Rect> box_of(const sheet::Image& image) { return image.box; }

std::optional<Rect> box_of(const sheet::Group& group) {
  std::optional<Rect> all;
  for (const auto& item : group.items) {
    if (const auto box = content_box(*item)) {
      join(all, group.transform.bounds(*box));
    }
  }
  return all;
}

std::optional<Rect> content_box(const sheet::Item& item) {
  return std::visit([](const auto& content) { return box_of(content); }, item.content);
}

}  // namespace

std::optional<Rect> ink_box(const sheet::Item& item) {
  const auto box = content_box(item);
  if (!box || !box->overlaps(item.bounds)) {
    return std::nullopt;
  }
  const double left = std::max(box->x, item.bounds.x);
  const double top = std::max(box->y, item.bounds.y);
  return Rect{left, top, std::min(box->right(), item.bounds.right()) - left,
              std::min(box->bottom(), item.bounds.bottom()) - top};
}

}  // namespace certpress::press
