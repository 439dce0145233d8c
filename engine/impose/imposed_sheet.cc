#include "imposed_sheet.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "../press/bleed.h"
#include "../text/lettering.h"
#include "grid.h"

namespace certpress::impose {

namespace {

constexpr Color kBlack{0, 0, 0, 1};
constexpr double kHairline = 0.1;  // mm

std::shared_ptr<const sheet::Item> item_of(std::string element,
                                           decltype(sheet::Item::content) content,
                                           const Rect& bounds) {
  sheet::Item item;
  item.element = std::move(element);
  item.layer = Layer::kBoth;
  item.bounds = bounds;
  item.content = std::move(content);
  return std::make_shared<const sheet::Item>(std::move(item));
}

std::shared_ptr<const sheet::Item> lines(std::string element, Outline outline) {
  sheet::Path path;
  path.outline = std::move(outline);
  path.stroke = Stroke{kBlack, kHairline};
  const Rect bounds = sheet::extent(path.outline).grown(kHairline);
  return item_of(std::move(element), std::move(path), bounds);
}

// Where a certificate of the front lies on the face, and whether it stands on its head there.
struct Placed {
  Rect trim;
  bool turned = false;
};

// A sheet is turned about its vertical middle when it is flipped on an upright edge, else about its
// horizontal one. Then rows change places, and certificates that were turned like a page about
// their own upright edge stand on their heads.
Placed place(const Grid& grid, Duplex duplex, Face face, int cell) {
  if (face == Face::kFront) {
    return {grid.trim(cell)};
  }
  const bool upright = grid.sheet.height >= grid.sheet.width;
  const bool about_vertical = (duplex == Duplex::kLongEdge) == upright;
  const int column = cell % grid.columns;
  const int row = cell / grid.columns;
  return about_vertical ? Placed{grid.trim(row * grid.columns + grid.columns - 1 - column)}
                        : Placed{grid.trim((grid.rows - 1 - row) * grid.columns + column), true};
}

std::shared_ptr<const sheet::Item> certificate(const sheet::Sheet& of, const Placed& placed,
                                               double bleed) {
  sheet::Group group;
  group.transform = placed.turned
                        ? Transform{-1, 0, 0, -1, placed.trim.right(), placed.trim.bottom()}
                        : Transform::translation(placed.trim.x, placed.trim.y);
  group.items = press::with_bleed(of.items, of.page, bleed);
  return item_of("certificate", std::move(group), placed.trim.grown(bleed));
}

// Only around all certificates: a mark between two of them would be in the bleed of one.
Outline crop_marks(const Grid& grid) {
  std::set<double> across;
  std::set<double> down;
  for (int cell = 0; cell < grid.cells(); ++cell) {
    const Rect trim = grid.trim(cell);
    across.insert({trim.x, trim.right()});
    down.insert({trim.y, trim.bottom()});
  }
  const Rect inner = grid.area.grown(grid.gap);
  const Rect outer = inner.grown(kMarkLength);
  Outline out;
  const auto line = [&](Point from, Point to) {
    out.move_to(from);
    out.line_to(to);
  };
  for (const double x : across) {
    line({x, outer.y}, {x, inner.y});
    line({x, inner.bottom()}, {x, outer.bottom()});
  }
  for (const double y : down) {
    line({outer.x, y}, {inner.x, y});
    line({inner.right(), y}, {outer.right(), y});
  }
  return out;
}

// In the middle of a certificate's side, where no crop mark is.
Outline registration_marks(const Grid& grid) {
  constexpr double kRadius = 1.6;
  constexpr double kArm = 2.4;
  const Point middle = grid.trim(grid.rows / 2 * grid.columns + grid.columns / 2).centre();
  const Rect ring = grid.area.grown(grid.gap + kMarkLength / 2);
  Outline out;
  for (const Point p : {Point{middle.x, ring.y}, Point{middle.x, ring.bottom()},
                        Point{ring.x, middle.y}, Point{ring.right(), middle.y}}) {
    out.add_ellipse({p.x - kRadius, p.y - kRadius, 2 * kRadius, 2 * kRadius});
    out.move_to({p.x - kArm, p.y});
    out.line_to({p.x + kArm, p.y});
    out.move_to({p.x, p.y - kArm});
    out.line_to({p.x, p.y + kArm});
  }
  return out;
}

std::string slug_text(std::string text, const Numbering& numbering) {
  for (const auto& [word, value] : {std::pair{std::string("{page}"), numbering.page},
                                    std::pair{std::string("{pages}"), numbering.pages}}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      text.replace(at, word.size(), std::to_string(value));
    }
  }
  return text;
}

void add_slug(const Imposition& imposition, const Grid& grid, const Numbering& numbering,
              const text::FontBook& fonts, sheet::Items& out) {
  // Clear of the crop marks at both ends of the first certificate, and of a registration mark in
  // the middle of the only one.
  const double width = grid.columns == 1 ? grid.cell.width / 2 - 4 : grid.cell.width - 3;
  text::Lettering lettering;
  lettering.style.font = "hei";
  lettering.style.size_pt = 7;
  lettering.style.color = kBlack;
  text::letter(fonts, slug_text(imposition.slug, numbering),
               {grid.area.x + 1.5, grid.area.bottom() + grid.gap + 0.6, width, kSlugHeight - 0.6},
               lettering, out);
}

}  // namespace

sheet::Sheet imposed(const Imposition& imposition, const std::vector<const sheet::Sheet*>& cells,
                     Face face, const Numbering& numbering, const text::FontBook& fonts) {
  const auto first = std::ranges::find_if(cells, [](const auto* cell) { return cell != nullptr; });
  if (first == cells.end()) {
    throw std::invalid_argument("a sheet without certificates has no size for its cells");
  }
  const Grid grid = grid_of(imposition, (*first)->page);
  if (cells.size() != static_cast<std::size_t>(grid.cells())) {
    throw std::invalid_argument("the sheet has another number of cells");
  }
  sheet::Sheet out = **first;
  out.page = grid.sheet;
  out.cut = {grid.area, grid.area.grown(imposition.bleed_mm)};
  out.items.clear();
  for (int cell = 0; cell < grid.cells(); ++cell) {
    if (const sheet::Sheet* of = cells[static_cast<std::size_t>(cell)]) {
      out.items.push_back(
          certificate(*of, place(grid, imposition.duplex, face, cell), imposition.bleed_mm));
    }
  }
  if (imposition.crop_marks) {
    out.items.push_back(lines("crop_marks", crop_marks(grid)));
  }
  if (imposition.registration_marks) {
    out.items.push_back(lines("registration_marks", registration_marks(grid)));
  }
  if (!imposition.slug.empty()) {
    add_slug(imposition, grid, numbering, fonts, out.items);
  }
  return out;
}

}  // namespace certpress::impose
