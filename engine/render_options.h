// What RenderOptions mean for a page: checked, and as the stages take them.
#pragma once

#include "certpress/engine.h"

#include "raster/raster.h"
#include "sheet/sheet.h"

namespace certpress {

// Throws Refused: options/resolution, options/quality, printing/not-for-paper.
void check(const RenderOptions& options, Size page);

raster::Resolution resolution_of(const RenderOptions& options, Size page);

// How many pixels of a photo a millimetre of the page can show; 0 when its bytes are taken as they
// are.
double pixels_per_mm(const RenderOptions& options, Size page);

// Made for a printer, and neither for screens nor for signing.
bool is_for_paper(const RenderOptions& options);

// The sheet of these layers. Only a whole one keeps the seal that a signature would take.
sheet::Sheet chosen(const sheet::Sheet& sheet, LayerChoice layer);

}  // namespace certpress
