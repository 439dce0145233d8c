// Kind dimensions: 长×宽×高 of a vehicle in mm.
#pragma once

#include "kind_reader.h"

namespace certpress::parse {

// "6980×2550×3950", with x X * or × between them and an optional mm behind, or
// {"length": 6980, "width": 2550, "height": 3950}; prints as 6980×2550×3950mm. Error:
// record/bad-dimensions.
std::optional<model::Value> read_dimensions(const KindInput& input);

}  // namespace certpress::parse
