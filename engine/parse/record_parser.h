// A record's JSON -> model::Record, typed and normalised by the fields of its template.
#pragma once

#include <limits>

#include "certpress/engine.h"

#include "../base/refusals.h"
#include "../model/record.h"
#include "../model/template.h"

namespace certpress::parse {

// The picture of a record as it is, whatever the size at which it is shown.
inline constexpr double kFullSize = std::numeric_limits<double>::infinity();

// Throws Refused with every problem of the record. What was normalised goes to `remarks` as notes.
// `pixels_per_mm`: the finest that pictures will be looked at; 0 when their bytes are enough.
model::Record parse_record(const RecordInput& input, const model::Template& of,
                           double pixels_per_mm, Refusals& remarks);

}  // namespace certpress::parse
