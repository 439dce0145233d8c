// Lines -> glyph runs at their places on the page.
#pragma once

#include <vector>

#include "../base/geometry.h"
#include "../base/paint.h"
#include "../model/style.h"
#include "../sheet/sheet.h"
#include "line_breaker.h"

namespace certpress::text {

// Where the pen starts so that a line of this width stands in the box as `align` says; mm.
double line_start(const Rect& box, double width, model::Align align);

// The glyph runs of one line whose pen starts at `start` on the baseline. Clusters of a tracked
// line are merged (sheet.h, Cluster).
std::vector<sheet::GlyphRun> place(const ShapedText& text, const Line& line, Point start,
                                   double size_mm, double tracking_em, const Color& color);

// The same with each cluster at a place of its own (spread labels): `pens` holds one per cluster of
// the line.
std::vector<sheet::GlyphRun> place_at(const ShapedText& text, const Line& line,
                                      const std::vector<Point>& pens, double size_mm,
                                      const Color& color);

}  // namespace certpress::text
