// Whether a record keeps the rules across the fields of its template.
#pragma once

#include <functional>

#include "../base/refusals.h"
#include "../model/record.h"
#include "../model/template.h"

namespace certpress::parse {

struct RuleInput {
  const model::Template& of;
  const model::Record& record;
  // Where the record gives the field, or would.
  std::function<Place(std::size_t field)> place;
  // Whether the field was given and its value refused: no rule judges by such a field.
  std::function<bool(std::size_t field)> is_refused;
};

// Reports every rule that is violated, by the names of the fields and never by a value.
void check_rules(const RuleInput& input, Refusals& refusals);

}  // namespace certpress::parse
