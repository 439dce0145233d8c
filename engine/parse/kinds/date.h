// Kinds date, date-or-long-term and period.
#pragma once

#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

// A date as ISO 8601 writes it (2024-03-01, 20240301) or as certificates do (2024年3月1日,
// 2024年03月01日), of a day that exists, from 1900 to 2999. Errors: record/bad-date,
// record/date-out-of-range, record/date-does-not-exist.
std::optional<model::Date> parse_date(std::string_view text, const FieldReport& report);

bool date_exists(const model::Date& date);

std::optional<model::Value> read_date(const KindInput& input);

// A date or 长期.
std::optional<model::Value> read_date_or_long_term(const KindInput& input);

// {"from": date, "until": date or 长期} or "date至date". Error: record/period-reversed.
std::optional<model::Value> read_period(const KindInput& input);

}  // namespace certpress::parse
