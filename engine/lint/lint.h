// What a template deserves to be told although it works: where a reader, a printer or a camera will
// have trouble. An element may say that it is meant so (`allow`).
#pragma once

#include <string>
#include <vector>

#include "certpress/diagnostic.h"

#include "../model/template.h"
#include "../text/font_book.h"

namespace certpress::lint {

// Warnings in the order of the elements: those of places.h and legibility.h that are not allowed,
// and lint/unneeded-allow where the template's own file allows what nobody objects to.
std::vector<Diagnostic> lint(const model::Template& of, const text::FontBook& fonts);

// lint/unused-asset, for a file that no element shows.
Diagnostic unused_asset(std::string file);

}  // namespace certpress::lint
