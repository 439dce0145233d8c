// Sheets made by hand for the tests of the outputs: fonts, shaped text, pictures, items.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "sheet/sheet.h"

namespace certpress::tests {

using FacePtr = std::shared_ptr<const sheet::FontFace>;
using Content = std::variant<sheet::GlyphRun, sheet::Path, sheet::Image, sheet::Group>;

FacePtr load_face(const std::string& path, unsigned index);
FacePtr song();  // CFF outlines, third face of a collection
FacePtr kai();   // TrueType outlines

// The ink of a character's glyph in em, y downwards from the baseline.
Rect glyph_extents(const FacePtr& face, const std::string& character);

// One glyph for each character and one cluster for each; `gap` is added after each glyph.
sheet::GlyphRun text_run(const FacePtr& face, double size, Point baseline, const std::string& text,
                         double gap = 0);
// The same with one cluster for all of the text, as layout makes spread labels.
sheet::GlyphRun one_word(sheet::GlyphRun run);

sheet::Path filled_rect(const Rect& rect, Color color);

// A picture of four quarters: red, green; blue, white. `columns` and `rows` are even.
std::shared_ptr<Picture> quarters(int columns, int rows);
// The same as a JPEG that was stored with that EXIF orientation.
std::shared_ptr<Picture> quarters_jpeg(int columns, int rows, int orientation);

std::shared_ptr<const sheet::Item> item(Content content, bool in_base = false);
// The seal that a signature takes its appearance from.
std::shared_ptr<const sheet::Item> sealed(sheet::Group seal, const Rect& bounds);
sheet::Sheet page_of(Size page, sheet::Items items);

// A certificate's kinds of item on one A5 page.
sheet::Sheet specimen_certificate();

}  // namespace certpress::tests
