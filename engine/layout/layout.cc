#include "layout.h"

#include <algorithm>
#include <variant>

#include "emitter.h"

namespace certpress::layout {

namespace {

sheet::Items paper(const model::Template& of) {
  sheet::Path path;
  path.outline.add_rect({0, 0, of.page.width, of.page.height});
  path.fill = of.background;
  sheet::Item item;
  item.element = "background";
  item.layer = Layer::kStock;
  item.bounds = {0, 0, of.page.width, of.page.height};
  item.in_base = true;
  item.content = std::move(path);
  return {std::make_shared<const sheet::Item>(std::move(item))};
}

// Static items may be drawn before all variable ones as long as nothing that comes before them in
// the template's order, and after them then, touches them.
void mark_base(sheet::Items& items, const std::vector<Rect>& in_the_way) {
  for (auto& shared : items) {
    const bool free = std::ranges::none_of(
        in_the_way, [&](const Rect& bounds) { return bounds.overlaps(shared->bounds); });
    if (free) {
      sheet::Item item = *shared;
      item.in_base = true;
      shared = std::make_shared<const sheet::Item>(std::move(item));
    }
  }
}

sheet::Sheet bare_sheet(const model::Template& of, const StaticLayout& fixed) {
  return {of.page, of.title, of.id, of.version, fixed.paper};
}

bool is_same_for_every_record(const model::Element& element) {
  const auto* seal = std::get_if<model::SealElement>(&element.content);
  return seal != nullptr && !element.when && !has_variable_part(seal->asset);
}

}  // namespace

StaticLayout lay_out_static(const model::Template& of, const text::FontBook& fonts) {
  Refusals refusals;
  const model::Record blank;
  const model::Record any({std::nullopt});
  const Scope scope{of, blank, fonts, Part::kStatic, refusals};
  const Scope filled{of, any, fonts, Part::kVariable, refusals};
  StaticLayout fixed;
  fixed.paper = paper(of);
  std::vector<Rect> in_the_way;  // variable parts, and static items that are not in the base
  for (const model::Element& element : of.elements) {
    sheet::Items items;
    if (!element.when) {
      lay_out_element(element, scope, items);
    }
    mark_base(items, in_the_way);
    for (const auto& item : items) {
      if (!item->in_base) {
        in_the_way.push_back(item->bounds);
      }
    }
    if (has_variable_part(element)) {
      in_the_way.push_back(variable_bounds(element));
    }
    fixed.elements.push_back(std::move(items));
    sheet::Items& seal = fixed.seals.emplace_back();
    if (is_same_for_every_record(element)) {
      lay_out_element(element, filled, seal);
    }
  }
  refusals.throw_if_any();
  return fixed;
}

sheet::Sheet static_sheet(const model::Template& of, const StaticLayout& fixed) {
  sheet::Sheet sheet = bare_sheet(of, fixed);
  for (const sheet::Items& items : fixed.elements) {
    sheet.items.insert(sheet.items.end(), items.begin(), items.end());
  }
  return sheet;
}

std::vector<Rect> variable_places(const model::Template& of) {
  std::vector<Rect> places;
  for (const model::Element& element : of.elements) {
    if (changes_with_record(element)) {
      places.push_back(variable_bounds(element));
    }
  }
  return places;
}

sheet::Sheet lay_out(const model::Template& of, const StaticLayout& fixed,
                     const model::Record& record, const text::FontBook& fonts) {
  Refusals refusals;
  const Scope scope{of, record, fonts, Part::kVariable, refusals};
  sheet::Sheet sheet = bare_sheet(of, fixed);
  for (std::size_t i = 0; i < of.elements.size(); ++i) {
    const sheet::Items& items = fixed.elements[i];
    sheet.items.insert(sheet.items.end(), items.begin(), items.end());
    const sheet::Items& seal = fixed.seals[i];
    if (seal.empty()) {
      lay_out_element(of.elements[i], scope, sheet.items);
    } else if (!record.is_blank()) {
      sheet.items.insert(sheet.items.end(), seal.begin(), seal.end());
    }
  }
  refusals.throw_if_any();
  // A seal is put on last, as on paper: a signed PDF shows it above its page.
  std::stable_partition(sheet.items.begin(), sheet.items.end(),
                        [](const auto& item) { return !item->seal; });
  return sheet;
}

}  // namespace certpress::layout
