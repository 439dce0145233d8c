// What no record changes, written into a document once: artwork as one form, fonts, and what stands
// for each static item in the content of a page.
//
// Artwork that may be drawn at one time is one form, which the first of its items stands for; what
// reaches the page's edge stays by itself. Text stays in its place between the record's, so that a
// label is copied with its value.
#pragma once

#include <unordered_map>

#include "content.h"

namespace certpress::pdf {

class StaticPart {
 public:
  // `statics` are all static items of a template and choice of layers, in drawing order.
  StaticPart(const sheet::Items& statics, Size page, GlyphPrograms& programs, Objects& objects);

  // Null for an item that is none of the static ones.
  [[nodiscard]] const Piece* find(const sheet::Item& item) const;

 private:
  // Keeps the items, so that no other can come to lie at the address of one of them.
  sheet::Items items_;
  std::unordered_map<const sheet::Item*, Piece> pieces_;
};

}  // namespace certpress::pdf
