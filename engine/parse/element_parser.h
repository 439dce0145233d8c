// Elements: what stands on the page, in drawing order.
#pragma once

#include <cstddef>
#include <vector>

#include "../model/element.h"
#include "key_table.h"
#include "mapping_reader.h"

namespace certpress::parse {

struct ElementType {
  Variant variant;  // its word, and all keys that it takes
  // `element` is there for those that set their own box or layer.
  model::ElementContent (*read)(MappingReader& keys, model::Element& element);
};

// Every type of the language, in the order of the documentation.
const std::vector<ElementType>& element_types();

// The file's `elements`. Each is on the page of the scope and has a name of its own.
std::vector<model::Element> read_elements(MappingReader& file);

// The keys of every element.
std::vector<Key> element_keys();
// The same without `box`, for types that say where they are in another way.
std::vector<Key> boxless_element_keys();

// text_element_parser.cc
std::vector<ElementType> text_element_types();
// directed_text_element_parser.cc
std::vector<ElementType> directed_text_element_types();
// picture_element_parser.cc
std::vector<ElementType> picture_element_types();
// shape_element_parser.cc
std::vector<ElementType> shape_element_types();
// pattern_element_parser.cc
std::vector<ElementType> pattern_element_types();

// `color` and `width` of a line, wherever they stand.
std::vector<Key> stroke_keys();
const Table& stroke_table();
Stroke read_stroke(MappingReader& keys);
// A key that holds such a mapping; the table's defaults when it is absent.
Stroke read_stroke(MappingReader& element, std::string_view key);

// Refuses what reaches out of the box that the element declares, by that many mm.
void check_inside_box(MappingReader& element, std::string_view key, double beyond);

}  // namespace certpress::parse
