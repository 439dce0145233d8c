// Parametric patterns as outlines: smooth curves in few cubic Béziers, off the true curve by less
// than 0.01 mm. Pure functions of their arguments, safe from any thread. All lengths in mm.
#pragma once

#include "../base/geometry.h"
#include "../model/element.h"
#include "../sheet/sheet.h"

namespace certpress::layout {

// The band's two sine pairs along all four sides of `box`, with their axis `band.inset` inside it.
// `corner` is the radius of what stands on the axis's corners (0: nothing), and the strands keep
// clear of it. Each side carries whole waves and is symmetric about its middle; a side that has no
// room between its corners is left out.
sheet::Outline woven_band(const Rect& box, const model::BorderElement::Band& band, double corner);

// Interlocked circles around an open centre; `radius` reaches to their outside.
sheet::Outline rosette(Point centre, double radius, int petals);

// Lines centred in the box, crests within it, symmetric about its middle.
sheet::Outline waves(const Rect& box, const model::WavesElement& waves);

// `turns` closed lines r = middle + amplitude cos(petals θ + phase) between the two radii, phases
// evenly apart: a ring of lattice that maps onto itself when turned by 1 / (petals turns).
sheet::Outline guilloche(Point centre, const model::GuillocheElement& rose);

// One point up, in the ellipse that the box holds. `inner_radius` is a share of the outer radius.
sheet::Outline star(const Rect& box, int points, double inner_radius);

}  // namespace certpress::layout
