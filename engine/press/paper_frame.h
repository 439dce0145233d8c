// The paper's edges in a scan: the frame that places on paper are measured from.
//
// What is seen of a scan is the product of two deviations, the printer's and the scanner's (its
// scale, how the sheet lay on the glass). Only something that is on the paper and was not printed
// can tell them apart: the paper's own edges. A place across the page is its share of the way from
// the left edge to the right one, so that scale, turn and skew of the scanner fall out. Where only
// one of two opposite edges is seen, the scanner's resolution is believed instead.
#pragma once

#include <optional>

#include "certpress/printing.h"

#include "grey_image.h"

namespace certpress::press {

// A straight edge: `inside` is the unit normal that points into the paper.
struct Edge {
  Point at;
  Point inside;

  [[nodiscard]] double distance(Point p) const {
    return (p.x - at.x) * inside.x + (p.y - at.y) * inside.y;
  }
};

struct PaperEdges {
  std::optional<Edge> left;
  std::optional<Edge> right;
  std::optional<Edge> top;
  std::optional<Edge> bottom;
};

// Edges between paper and a background that is plainly darker. `to_pixels` puts the sheet on the
// scan as its marks lie, so that each edge is within 20 mm of where it is looked for.
PaperEdges find_edges(const GreyImage& scan, const PaperSize& page, const Transform& to_pixels);

// The borders of a picture that shows the paper and nothing else.
PaperEdges picture_borders(const GreyImage& scan, const Transform& to_pixels);

}  // namespace certpress::press
