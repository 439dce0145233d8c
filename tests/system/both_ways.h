// A PDF that is written directly against the same page by cairo, as poppler and MuPDF draw them;
// and the pages to try this with.
//
// They differ where a program treats fonts by their kind: poppler moves the glyphs of cairo's
// fonts, whose box is that of the whole font, to whole pixels.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certpress/engine.h"

#include "specimens.h"

namespace certpress::tests {

struct PdfPage {
  std::string name;
  std::shared_ptr<const Engine> engine;
  std::shared_ptr<const PreparedTemplate> prepared;
  RecordInput record;
  LayerChoice layer = LayerChoice::kAll;
};

// At 100 dpi, 0 to 255.
struct Unlikeness {
  double mean = 0;          // over the page
  double worst_square = 0;  // ink of one square of 2 mm

  [[nodiscard]] bool is_within(const Unlikeness& bound) const {
    return mean <= bound.mean && worst_square <= bound.worst_square;
  }
  // The worse of both.
  void include(const Unlikeness& other);
};

struct BothWays {
  Unlikeness poppler;
  Unlikeness mupdf;
};
// Measured over the whole of scripts/pdf-sweep: 2.6 (a small page full of text, which MuPDF draws
// alike to the last pixel) and 21.7 (poppler), 1.0 and 9.5 (mupdf). The last is of the densest QR
// codes: cairo rounds the edges of modules, and MuPDF draws an edge at an eighth of a pixel. Golden
// cases and samples stay at 7.1.
inline constexpr BothWays kBothWaysBound{{3, 23}, {1.3, 10.5}};

// Nothing when the record is refused. `folder` is for files that may be overwritten.
std::optional<BothWays> compare_both_ways(const PdfPage& page, const std::string& folder);

// The specimen's record, and ones made up from it.
class PageMaker {
 public:
  explicit PageMaker(const Specimen& specimen);
  [[nodiscard]] PdfPage specimen(LayerChoice layer = LayerChoice::kAll) const;
  // Not every made-up record is accepted.
  [[nodiscard]] PdfPage made_up(std::uint64_t seed, LayerChoice layer = LayerChoice::kAll) const;

 private:
  PdfPage page_;
};

// The golden cases whose name begins with `prefix`; each element and each rule of fitting by itself
// are among them.
std::vector<PdfPage> golden_pages(const std::string& prefix);

}  // namespace certpress::tests
