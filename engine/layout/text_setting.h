// From a composition to shaped text that may be placed, with its refusals.
#pragma once

#include <optional>
#include <string>

#include "../text/fit.h"
#include "emitter.h"

namespace certpress::layout {

// What a text element prints for the record: its composition, else its blank text, else nothing.
std::optional<model::Composed> text_of(const model::Composition& composition,
                                       const std::string& blank, const Emitter& out);

// Shaped, or nothing when a character has no outline in the font's chain: that is refused by name.
std::optional<text::ShapedText> shape(const model::Composed& composed,
                                      const model::TextStyle& style, Emitter& out);

// Fitted into the size, or nothing when it does not fit at its floor: that is refused in mm.
std::optional<text::Fitted> fit(const text::ShapedText& shaped, const model::Composed& composed,
                                const model::TextStyle& style, const model::Fit& rule, Size box,
                                Emitter& out);

// How far glyphs of this style may reach over their em boxes, mm: side bearings and accents.
double overhang(const model::TextStyle& style);

// The baseline of a line whose em box is centred on `y`.
double baseline_centred_on(double y, double size_mm);

}  // namespace certpress::layout
