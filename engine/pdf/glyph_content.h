// A run of glyphs -> the operators of a text object (ISO 32000-1, 9.4).
#pragma once

#include <string>

#include "../sheet/sheet.h"
#include "font_set.h"
#include "page_resources.h"

namespace certpress::pdf {

// `units` of the stream's space for one mm, y downwards. Every glyph lies within 2 µm of its place.
//
// What is copied comes from the fonts' own tables, which every reader knows. Characters that stand
// apart and are one word (spread labels, tracked titles) get codes whose advance reaches to the
// next of them, so that no reader finds a blank there. Where glyphs and characters do not pair up,
// or stand one below the other, the text is written beside them (/ActualText, 14.9.4).
void add_glyphs(std::string& out, const sheet::GlyphRun& run, double units, FontSet& fonts,
                PageResources& resources);

}  // namespace certpress::pdf
