// A PDF/A-3b document while it is written: pages, then what belongs to all of them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "../base/sha256.h"
#include "content.h"
#include "page_tree.h"
#include "xmp.h"

namespace certpress::pdf {

// The profile of the output intent: an object that every document begins with.
inline constexpr int kProfileNumber = 1;
void write_profile(Objects& objects);

class Document {
 public:
  using FindPiece = std::function<const Piece*(const sheet::Item&)>;

  // `begun` holds the profile and all that `find_piece` leads to; `digest` tells it from others.
  Document(const Objects& begun, const std::string& digest, GlyphPrograms& programs);

  [[nodiscard]] Objects& objects() { return objects_; }

  // The seal is part of the page.
  void add_page(const sheet::Sheet& sheet, const FindPiece& find_piece);
  // The seal is a form of its own, which a signature can take (pdf.h).
  void add_signable_page(const sheet::Sheet& sheet, const FindPiece& find_piece);
  // What was written so far, when it is too long to be held.
  std::string take();
  // The rest. Once.
  std::string finish(const Provenance& provenance, const PdfOptions& options);

 private:
  struct Seal {
    int paint = 0;      // the content stream
    std::string entry;  // among the page's XObjects
    std::string rect;   // corners, points
  };
  void add(const sheet::Sheet& sheet, const FindPiece& find_piece, bool signable);
  Seal add_seal(const sheet::Item& item, const sheet::Sheet& sheet, ContentContext& context);

  Objects objects_;
  FontSet fonts_;
  Forms forms_;
  PageTree pages_;
  Sha256 digest_;
  std::size_t digested_;  // of the bytes that the writer holds
};

}  // namespace certpress::pdf
