// Two dumps, element by element: what is new, what is gone, what changed, what is drawn in another
// order.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "certpress/compare.h"

#include "element_difference.h"
#include "ink.h"

namespace certpress {

namespace compare {

namespace {

using Elements = std::vector<ElementInk>;

// By name: where the element stands in the drawing order.
std::map<std::string, std::size_t> places_of(const Elements& elements) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    places.emplace(elements[i].name, i);
  }
  return places;
}

void compare_pages(const sheet::DumpedSheet& before, const sheet::DumpedSheet& after,
                   std::vector<Change>& changes) {
  const auto add = [&](Message message) {
    changes.push_back({ChangeKind::kPage, "", std::move(message),
                       Area{0, 0, before.page.width, before.page.height},
                       Area{0, 0, after.page.width, after.page.height}});
  };
  if (before.page != after.page) {
    const std::string sizes = fmt::format("{:g} × {:g} → {:g} × {:g} mm", before.page.width,
                                          before.page.height, after.page.width, after.page.height);
    add({"page resized: " + sizes, "页面大小改变：" + sizes});
  }
  if (before.title != after.title) {
    const std::string titles = fmt::format("“{}” → “{}”", before.title, after.title);
    add({"title changed: " + titles, "标题改变：" + titles});
  }
}

// The elements of both sheets that a longest common order leaves out: those that were moved.
std::vector<std::size_t> out_of_order(const std::vector<std::size_t>& places_before) {
  const std::size_t count = places_before.size();
  std::vector<std::size_t> length(count, 1);
  std::vector<std::optional<std::size_t>> previous(count);
  std::size_t best = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (places_before[j] < places_before[i] && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        previous[i] = j;
      }
    }
    best = length[i] > length[best] ? i : best;
  }
  std::vector<bool> kept(count, false);
  for (std::optional<std::size_t> i = count > 0 ? std::optional(best) : std::nullopt; i;
       i = previous[*i]) {
    kept[*i] = true;
  }
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < count; ++i) {
    if (!kept[i]) {
      moved.push_back(i);
    }
  }
  return moved;
}

bool meet(const Ink& a, const Ink& b) {
  const auto boxes_a = a.boxes();
  const auto boxes_b = b.boxes();
  return std::ranges::any_of(boxes_a, [&](const Rect& one) {
    return std::ranges::any_of(boxes_b, [&](const Rect& other) { return one.overlaps(other); });
  });
}

// Another order shows only where ink lies over ink.
void compare_order(const Elements& before, const Elements& after, std::vector<Change>& changes) {
  const auto old_places = places_of(before);
  std::vector<const ElementInk*> common;
  std::vector<std::size_t> places;
  for (const ElementInk& element : after) {
    if (const auto old = old_places.find(element.name); old != old_places.end()) {
      common.push_back(&element);
      places.push_back(old->second);
    }
  }
  for (const std::size_t moved : out_of_order(places)) {
    const Ink ink = common[moved]->whole();
    for (std::size_t other = 0; other < common.size(); ++other) {
      const bool was_above = places[moved] > places[other];
      const bool is_above = moved > other;
      if (was_above == is_above || !meet(ink, common[other]->whole())) {
        continue;
      }
      const std::string& name = common[other]->name;
      const Area area = area_of(ink.box());
      changes.push_back({ChangeKind::kOrder,
                         common[moved]->name,
                         {fmt::format("is drawn {} {} now", is_above ? "over" : "under", name),
                          fmt::format("现绘于 {} {}", name, is_above ? "之上" : "之下")},
                         area,
                         area});
    }
  }
}

}  // namespace

}  // namespace compare

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kPage:
      return "page";
    case ChangeKind::kAppeared:
      return "appeared";
    case ChangeKind::kVanished:
      return "vanished";
    case ChangeKind::kText:
      return "text";
    case ChangeKind::kFont:
      return "font";
    case ChangeKind::kSize:
      return "size";
    case ChangeKind::kLines:
      return "lines";
    case ChangeKind::kColor:
      return "color";
    case ChangeKind::kStroke:
      return "stroke";
    case ChangeKind::kOpacity:
      return "opacity";
    case ChangeKind::kMoved:
      return "moved";
    case ChangeKind::kSpacing:
      return "spacing";
    case ChangeKind::kTurned:
      return "turned";
    case ChangeKind::kShape:
      return "shape";
    case ChangeKind::kPicture:
      return "picture";
    case ChangeKind::kCode:
      return "code";
    case ChangeKind::kOrder:
      return "order";
    case ChangeKind::kLayer:
      return "layer";
    case ChangeKind::kInk:
      return "ink";
    case ChangeKind::kBox:
      return "box";
  }
  return {};
}

Message sentence(const Change& change) {
  return change.element.empty() ? change.message
                                : Message{"element " + change.element + ": " + change.message.en,
                                          "元素 " + change.element + "：" + change.message.zh};
}

std::vector<Change> compare_sheets(std::string_view before, std::string_view after) {
  std::vector<Change> changes;
  if (before == after) {
    return changes;
  }
  const sheet::DumpedSheet old_sheet = sheet::read_dump(before, "before");
  const sheet::DumpedSheet new_sheet = sheet::read_dump(after, "after");
  const auto was = compare::gather(old_sheet);
  const auto is = compare::gather(new_sheet);
  compare::compare_pages(old_sheet, new_sheet, changes);
  const auto old_places = compare::places_of(was);
  const auto new_places = compare::places_of(is);
  for (const compare::ElementInk& element : was) {
    if (!new_places.contains(element.name)) {
      changes.push_back({ChangeKind::kVanished,
                         element.name,
                         {"is gone", "消失"},
                         compare::area_of(element.whole().box()),
                         {}});
    }
  }
  for (const compare::ElementInk& element : is) {
    const auto old = old_places.find(element.name);
    if (old == old_places.end()) {
      changes.push_back({ChangeKind::kAppeared,
                         element.name,
                         {"is new", "新出现"},
                         {},
                         compare::area_of(element.whole().box())});
      continue;
    }
    auto own = compare::element_difference(was[old->second], element);
    changes.insert(changes.end(), own.begin(), own.end());
  }
  compare::compare_order(was, is, changes);
  return changes;
}

std::vector<std::string> elements_at(std::string_view dump, const Area& area) {
  const sheet::DumpedSheet sheet = sheet::read_dump(dump, "sheet");
  const Rect wanted{area.x, area.y, area.width, area.height};
  std::vector<std::string> names;
  for (const compare::ElementInk& element : compare::gather(sheet)) {
    const auto boxes = element.whole().boxes();
    if (std::ranges::any_of(boxes, [&](const Rect& box) { return box.overlaps(wanted); })) {
      names.push_back(element.name);
    }
  }
  std::ranges::reverse(names);
  return names;
}

std::vector<Area> areas_of(std::string_view dump, std::string_view element) {
  const sheet::DumpedSheet sheet = sheet::read_dump(dump, "sheet");
  std::vector<Area> areas;
  for (const compare::ElementInk& candidate : compare::gather(sheet)) {
    if (candidate.name == element) {
      for (const Rect& box : candidate.whole().boxes()) {
        areas.push_back(compare::area_of(box));
      }
    }
  }
  return areas;
}

}  // namespace certpress
