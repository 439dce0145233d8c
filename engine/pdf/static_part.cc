#include "static_part.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "operands.h"

namespace certpress::pdf {

namespace {

// Longer ones are forms, so that not every page repeats them.
constexpr std::size_t kLongestInline = 1000;  // bytes

bool has_text(const sheet::Item& item) {
  if (const auto* group = std::get_if<sheet::Group>(&item.content)) {
    return std::ranges::any_of(group->items, [](const auto& inner) { return has_text(*inner); });
  }
  return std::holds_alternative<sheet::GlyphRun>(item.content);
}

// Bleed draws on what reaches the page's edge (press/bleed.h): such an item may come changed, so
// that nothing else may depend on it.
bool reaches_edge(const Rect& bounds, Size page) {
  constexpr double kNear = 0.1;  // mm
  return bounds.x < kNear || bounds.y < kNear || bounds.right() > page.width - kNear ||
         bounds.bottom() > page.height - kNear;
}

Piece form_piece(int form, double units) {
  Piece piece;
  piece.resources.use_object(form);
  piece.operators = "q ";
  add_matrix(piece.operators, Transform::scaling(kFineUnits / units));
  piece.operators += fmt::format("cm /R{} Do Q\n", form);
  return piece;
}

}  // namespace

StaticPart::StaticPart(const sheet::Items& statics, Size page, GlyphPrograms& programs,
                       Objects& objects)
    : items_(statics) {
  FontSet fonts(programs, objects);
  Forms forms;
  ContentContext context{objects, fonts, forms, {}};
  const Rect visible{0, 0, page.width, page.height};
  Content art(context, visible, kArtUnits);
  const sheet::Item* first_of_art = nullptr;
  std::vector<Rect> above;  // what the art covers although it comes later
  for (const auto& item : items_) {
    const bool in_art =
        item->in_base && !has_text(*item) && !reaches_edge(item->bounds, page) &&
        std::ranges::none_of(above, [&](const Rect& rect) { return rect.overlaps(item->bounds); });
    Piece& piece = pieces_[item.get()];
    if (in_art) {
      art.draw(*item);
      first_of_art = first_of_art == nullptr ? item.get() : first_of_art;
      continue;
    }
    if (first_of_art != nullptr) {
      above.push_back(item->bounds);
    }
    Content content(context, visible, kFineUnits);
    content.draw(*item);
    piece = content.operators().size() <= kLongestInline
                ? Piece{content.operators(), content.resources()}
                : form_piece(content.add_form(""), kFineUnits);
  }
  if (first_of_art != nullptr) {
    pieces_[first_of_art] = form_piece(art.add_form(""), kArtUnits);
  }
  fonts.write();
}

const Piece* StaticPart::find(const sheet::Item& item) const {
  const auto found = pieces_.find(&item);
  return found == pieces_.end() ? nullptr : &found->second;
}

}  // namespace certpress::pdf
