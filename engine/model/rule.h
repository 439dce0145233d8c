// Rules across fields: what a record must hold beside each field being right in itself.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "composition.h"

namespace certpress::model {

// A day to compare: of a date, or one end of a period.
struct RuleDay {
  std::size_t field = 0;
  PeriodEnd end = PeriodEnd::kBoth;  // kBoth: the field is no period
};

// None of these days is later than the next one. 长期 is later than every day; what is absent is
// passed over.
struct OrderRule {
  std::vector<RuleDay> days;
};

// At least one of these fields is present.
struct OneOfRule {
  std::vector<std::size_t> fields;
};

// The field is present whenever the other one meets the condition.
struct RequiredRule {
  enum class Condition { kPresent, kAbsent, kHasValue };
  std::size_t field = 0;
  std::size_t other = 0;
  Condition condition = Condition::kPresent;
  std::vector<std::string> values;  // kHasValue: one of these, as they print
};

using Rule = std::variant<OrderRule, OneOfRule, RequiredRule>;

}  // namespace certpress::model
