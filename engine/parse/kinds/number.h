// Kinds integer and decimal: exact digits, printed with the field's unit behind them.
#pragma once

#include "kind_reader.h"

namespace certpress::parse {

// At most 15 digits. Errors: record/bad-number, record/too-precise, record/too-small,
// record/too-great.
std::optional<model::Value> read_integer(const KindInput& input);

// 39.1 prints as 39.100吨 when the field has three decimals and the unit 吨.
std::optional<model::Value> read_decimal(const KindInput& input);

}  // namespace certpress::parse
