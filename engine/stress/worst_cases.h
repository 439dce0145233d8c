// The hardest records that a template accepts: what its fields declare, taken at its word.
#pragma once

#include <vector>

#include "certpress/diagnostic.h"

#include "../model/record.h"
#include "../model/template.h"

namespace certpress::stress {

struct WorstCase {
  Message name;  // "every field at its longest"
  model::Record record;
};

// Every field as long as its limits allow, in wide, in rare, in badly breaking text and in text
// that no line may break; the same without each of the optional fields; every field as short as can
// be; and the required ones alone. A text that only codes hold is an address, thus ASCII (RFC
// 3986). Line breaks that a text may hold are left out: a text of nothing else fits nowhere, and a
// record that overdoes it is refused when it is rendered.
std::vector<WorstCase> worst_cases(const model::Template& of);

// Records as they come every day: common characters, some fields short and some longer, and a
// picture with the colours of a photo. Elements with `when` show as they do for `like`, of which
// nothing else matters.
std::vector<model::Record> everyday_records(const model::Template& of, const model::Record& like);

}  // namespace certpress::stress
