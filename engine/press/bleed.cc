#include "bleed.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace certpress::press {

namespace {

// The page's edges and the bleed in the coordinates of the items.
struct Edges {
  Rect page;
  double bleed_x = 0;
  double bleed_y = 0;
  double near_x = kReaches;
  double near_y = kReaches;
};

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

// One coordinate of a point: which edge it lies on (-1, 0, 1).
int edge_of(double at, double low, double high, double tolerance) {
  return near(at, low, tolerance) ? -1 : near(at, high, tolerance) ? 1 : 0;
}

struct OnEdge {
  int x = 0;
  int y = 0;
};

OnEdge on_edge(Point p, const Edges& edges) {
  return {edge_of(p.x, edges.page.x, edges.page.right(), edges.near_x),
          edge_of(p.y, edges.page.y, edges.page.bottom(), edges.near_y)};
}

// First points of the outline's parts, and the end.
std::vector<std::size_t> parts_of(const Outline& outline) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  for (const Outline::Verb verb : outline.verbs) {
    if (verb == Outline::Verb::kMove) {
      starts.push_back(at);
    }
    at += verb == Outline::Verb::kCurve ? 3 : verb == Outline::Verb::kClose ? 0 : 1;
  }
  starts.push_back(outline.points.size());
  return starts;
}

// A stroke that runs along the edge stays: drawn out, its inner half would leave the page.
Outline drawn_out(const Outline& outline, const Edges& edges, bool stroked) {
  Outline out = outline;
  const auto starts = parts_of(outline);
  for (std::size_t part = 0; part + 1 < starts.size(); ++part) {
    const std::size_t first = starts[part];
    const std::size_t count = starts[part + 1] - first;
    for (std::size_t i = 0; i < count; ++i) {
      const OnEdge own = on_edge(outline.points[first + i], edges);
      OnEdge move = own;
      if (stroked) {
        for (const std::size_t other : {(i + 1) % count, (i + count - 1) % count}) {
          const OnEdge next = on_edge(outline.points[first + other], edges);
          move.x = other != i && next.x == own.x ? 0 : move.x;
          move.y = other != i && next.y == own.y ? 0 : move.y;
        }
      }
      out.points[first + i].x += move.x * edges.bleed_x;
      out.points[first + i].y += move.y * edges.bleed_y;
    }
  }
  return out;
}

std::shared_ptr<const sheet::Item> with_content(const sheet::Item& item,
                                                decltype(sheet::Item::content) content,
                                                const Rect& bounds) {
  sheet::Item out = item;
  out.content = std::move(content);
  out.bounds = bounds;
  return std::make_shared<const sheet::Item>(std::move(out));
}

// The strip of a picture along one side, mirrored about that side.
sheet::Group mirrored_strip(const sheet::Image& image, const Rect& strip, const Transform& mirror) {
  sheet::Image part = image;
  const double sx = image.source.width / image.box.width;
  const double sy = image.source.height / image.box.height;
  part.box = strip;
  part.source = {image.source.x + (strip.x - image.box.x) * sx,
                 image.source.y + (strip.y - image.box.y) * sy, strip.width * sx,
                 strip.height * sy};
  sheet::Item item;
  item.bounds = strip;
  item.content = std::move(part);
  sheet::Group group;
  group.transform = mirror;
  group.items.push_back(std::make_shared<const sheet::Item>(std::move(item)));
  return group;
}

void add_mirrored(const sheet::Item& item, const sheet::Image& image, const Edges& edges,
                  sheet::Items& out) {
  const Rect& box = image.box;
  const double wide = std::min(edges.bleed_x, box.width);
  const double high = std::min(edges.bleed_y, box.height);
  const OnEdge low = on_edge({box.x, box.y}, edges);
  const OnEdge far = on_edge({box.right(), box.bottom()}, edges);
  for (const int x : {-1, 0, 1}) {
    for (const int y : {-1, 0, 1}) {
      const bool reached =
          (x == 0 || (x < 0 ? low.x : far.x) == x) && (y == 0 || (y < 0 ? low.y : far.y) == y);
      if (!reached || (x == 0 && y == 0)) {
        continue;
      }
      const Rect strip{x > 0 ? box.right() - wide : box.x, y > 0 ? box.bottom() - high : box.y,
                       x == 0 ? box.width : wide, y == 0 ? box.height : high};
      const Transform mirror{x == 0 ? 1.0 : -1.0,
                             0,
                             0,
                             y == 0 ? 1.0 : -1.0,
                             x < 0   ? 2 * box.x
                             : x > 0 ? 2 * box.right()
                                     : 0,
                             y < 0   ? 2 * box.y
                             : y > 0 ? 2 * box.bottom()
                                     : 0};
      out.push_back(with_content(item, mirrored_strip(image, strip, mirror), mirror.bounds(strip)));
    }
  }
}

sheet::Items extended(const sheet::Items& items, const Edges& edges);

void extend(const std::shared_ptr<const sheet::Item>& item, const Edges& edges, sheet::Items& out) {
  const Rect bounds = item->bounds.grown(std::max(edges.bleed_x, edges.bleed_y));
  if (const auto* path = std::get_if<sheet::Path>(&item->content); path && !path->modules) {
    sheet::Path drawn = *path;
    drawn.outline = drawn_out(path->outline, edges, path->stroke.has_value());
    out.push_back(drawn.outline == path->outline ? item
                                                 : with_content(*item, std::move(drawn), bounds));
    return;
  }
  if (const auto* group = std::get_if<sheet::Group>(&item->content)) {
    const Transform& t = group->transform;
    if (t.xy == 0 && t.yx == 0) {  // A turned group has no side along the page's edge.
      sheet::Group inner = *group;
      const Rect page = t.inverse().bounds(edges.page);
      const double x = 1 / std::abs(t.xx);
      const double y = 1 / std::abs(t.yy);
      inner.items = extended(group->items, {page, edges.bleed_x * x, edges.bleed_y * y,
                                            edges.near_x * x, edges.near_y * y});
      out.push_back(inner.items == group->items ? item
                                                : with_content(*item, std::move(inner), bounds));
      return;
    }
  }
  out.push_back(item);
  if (const auto* image = std::get_if<sheet::Image>(&item->content)) {
    add_mirrored(*item, *image, edges, out);
  }
}

sheet::Items extended(const sheet::Items& items, const Edges& edges) {
  sheet::Items out;
  for (const auto& item : items) {
    extend(item, edges, out);
  }
  return out;
}

}  // namespace

sheet::Items with_bleed(const sheet::Items& items, Size page, double bleed_mm) {
  if (bleed_mm <= 0) {
    return items;
  }
  return extended(items, {{0, 0, page.width, page.height}, bleed_mm, bleed_mm});
}

}  // namespace certpress::press
