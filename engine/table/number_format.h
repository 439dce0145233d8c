// A number of a workbook as a person sees it in its cell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certpress::table {

// The code of a number format that has an identifier below 164 and is not written in the file
// (ECMA-376-1, 18.8.30, with the meanings of a Chinese system); "General" when it has none.
std::string_view builtin_format(std::size_t identifier);

// Digits that a spreadsheet keeps of a number. What had more lost its last ones.
inline constexpr double kFirstInexact = 1e15;

// A date comes as 2024-03-01, with the time behind it when there is one: 2024-03-01 08:30:00; a
// time alone as 08:30:00. Numbers come without grouping, because that is how fields take them.
// `code`: a format code such as 0.00, 000000, yyyy"年"m"月". `from_1904`: days count from
// 1904-01-01. Nothing for a date that no calendar has, and for a number with more digits than a
// cell can hold.
std::optional<std::string> displayed(double value, std::string_view code, bool from_1904);

}  // namespace certpress::table
