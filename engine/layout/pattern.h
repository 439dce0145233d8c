// Parametric patterns as outlines: smooth curves in few cubic Béziers.
#pragma once

#include <vector>

#include "../base/geometry.h"
#include "../model/element.h"
#include "../sheet/sheet.h"

namespace certpress::layout {

// The band's two sine pairs along all four sides of `box`, meeting the corners evenly.
sheet::Outline woven_band(const Rect& box, const model::BorderElement::Band& band, double corner);
sheet::Outline rosette(Point centre, double radius, int petals);
sheet::Outline waves(const Rect& box, const model::WavesElement& waves);
sheet::Outline guilloche(Point centre, const model::GuillocheElement& rose);
sheet::Outline star(const Rect& box, int points, double inner_radius);

}  // namespace certpress::layout
