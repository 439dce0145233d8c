// Styles and colours: names for the looks of text, and the looks that an element takes from them.
#pragma once

#include <vector>

#include "key_table.h"
#include "mapping_reader.h"
#include "scope.h"

namespace certpress::parse {

// The keys of a style.
const Table& style_table();
// Those keys, and `style` to begin with a named one: what stands on an element.
std::vector<Key> style_keys();
// As a mapping: what a key like `label_style` holds.
const Table& style_mapping_table();
// Of them, those that set how text looks when it is not fitted into a box.
std::vector<Key> look_keys();

// The file's `colors` and `styles` into its scope.
void read_names(MappingReader& file);

// The style keys that stand beside other keys, over the named style.
Style read_style(MappingReader& element);
// A key that holds a style's name or a mapping of its keys. Empty when absent.
Style read_style(MappingReader& element, std::string_view key);

// What is not set is as the table of style keys says.
model::TextStyle text_style(const Style& style);
// `mode` is what the element does unless its style says otherwise.
model::Fit fit_of(const Style& style, model::FitMode mode);

// Warns of names that nothing refers to.
void warn_of_unused_names(const Scope& scope);

}  // namespace certpress::parse
