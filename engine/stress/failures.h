// All worst cases of a template, laid out and judged.
#pragma once

#include <functional>
#include <vector>

#include "certpress/diagnostic.h"

#include "../model/record.h"
#include "../model/template.h"
#include "../sheet/sheet.h"

namespace certpress::stress {

// `lay_out` gives a record's sheet or throws Refused. Of the failures of one element that have the
// same code and field only the first is kept; the worst case that caused it stands in its hint.
std::vector<Diagnostic> failures(const model::Template& of,
                                 const std::function<sheet::Sheet(const model::Record&)>& lay_out);

}  // namespace certpress::stress
