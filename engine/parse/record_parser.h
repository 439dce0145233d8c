// A record's JSON -> model::Record, typed and normalised by the fields of its template.
#pragma once

#include "certpress/engine.h"

#include "../base/refusals.h"
#include "../model/record.h"
#include "../model/template.h"

namespace certpress::parse {

// Throws Refused with every problem of the record. What was normalised goes to `remarks` as notes.
model::Record parse_record(const RecordInput& input, const model::Template& of, Refusals& remarks);

}  // namespace certpress::parse
